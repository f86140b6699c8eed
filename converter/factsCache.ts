import type { WalkCache } from './analysis/analyze.js';
import type { CellFacts } from './languages/language.js';
import type { ReadCells } from './notebook/read.js';
import type { PlanCache } from './plan/build.js';

/** Facts by cell, with what they were made from. Whoever converts a notebook again and again keeps one for it. */
export type FactsCache = Map<string, { readonly madeFrom: string; readonly facts: CellFacts }>;

/** What each stage keeps of its last work. */
export interface Walks {
  readonly cells: ReadCells;
  readonly inDocument: WalkCache;
  readonly arranged: WalkCache;
  readonly plan: PlanCache;
}

/** The walks that belong to a cache: as large as two analyses of the notebook, and gone with it. */
const walks = new WeakMap<FactsCache, Walks>();

export function walksOf(cache: FactsCache): Walks {
  const known = walks.get(cache) ?? { cells: new Map(), inDocument: {}, arranged: {}, plan: {} };
  walks.set(cache, known);
  return known;
}
