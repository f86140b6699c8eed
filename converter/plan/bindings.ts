import type { CellFacts } from '../languages/language.js';

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
