import type { Binding, CellAnalysis } from '../analysis/analysis.js';
import type { CellFacts } from '../languages/language.js';

type Exit = CellAnalysis['exit'];

/** What is new at the end of a cell, with what it was compared to. Cells that are as they were stay from one plan to the next. */
const known = new WeakMap<Exit, { readonly before: Exit | undefined; readonly bound: readonly (readonly [string, Binding])[] }>();

/** Names at the end of a cell that were not there, or bound otherwise, at the end of the cell before it; in their order there. */
export function newlyBound(exit: Exit, before: Exit | undefined): readonly (readonly [string, Binding])[] {
  const last = known.get(exit);
  if (last && last.before === before) return last.bound;
  const bound: (readonly [string, Binding])[] = [];
  for (const entry of exit) if (before?.get(entry[0]) !== entry[1]) bound.push(entry);
  known.set(exit, { before, bound });
  return bound;
}

/** Many stages ask what a cell binds, and facts stay from one conversion to the next. */
const texts = new WeakMap<CellFacts, readonly (readonly string[])[]>();

/** What the statements of a cell bind: each the names that it binds, once. */
export function boundIn(facts: CellFacts): readonly (readonly string[])[] {
  const before = texts.get(facts);
  if (before) return before;
  const bound = facts.statements.flatMap(({ binds }) => (binds.length > 0 ? [[...new Set(binds)]] : []));
  texts.set(facts, bound);
  return bound;
}
