import type { Binding, CellAnalysis } from '../analysis/analysis.js';

type Exit = CellAnalysis['exit'];

/** What is new at the end of a cell, with what it was compared to. Cells that are as they were stay from one plan to the next. */
const known = new WeakMap<Exit, { readonly before: Exit | undefined; readonly bound: readonly (readonly [string, Binding])[] }>();

/** Names at the end of a cell that were not there, or bound otherwise, at the end of the cell before it; in their order there. */
export function newlyBound(exit: Exit, before: Exit | undefined): readonly (readonly [string, Binding])[] {
  const last = known.get(exit);
  if (last && last.before === before) return last.bound;
  const bound = before ? [...exit].filter(([name, binding]) => before.get(name) !== binding) : [...exit];
  known.set(exit, { before, bound });
  return bound;
}
