import type { CellAnalysis } from './analysis.js';
import { isImplicit } from './hiddenState.js';
import { allClasses } from './reflection.js';

/** Reads of options, folders and patched modules count only where the notebook changes them; draws always count. */
export function concernsChanged(cells: readonly CellAnalysis[]): readonly CellAnalysis[] {
  const changed = new Set(cells.flatMap(({ definitions }) => definitions.map(({ name }) => name)));
  const used = new Set(cells.flatMap(({ uses }) => uses.map(({ name }) => name)));
  const isFelt = ({ name }: { readonly name: string }) => name !== allClasses || used.has(name);
  const isRelevant = ({ name }: { readonly name: string }) => !isImplicit(name) || name.startsWith('·rng.') || changed.has(name);
  return cells.map(cell =>
    cell.uses.every(isRelevant) && cell.definitions.every(isFelt) ? cell : reduced(cell, cell.uses.filter(isRelevant), cell.definitions.filter(isFelt))
  );
}

/** What was made of a cell the last time, so that a cell which is as it was stays one object. */
const known = new WeakMap<CellAnalysis, CellAnalysis>();

function reduced(cell: CellAnalysis, uses: CellAnalysis['uses'], definitions: CellAnalysis['definitions']): CellAnalysis {
  const before = known.get(cell);
  if (before?.uses.length === uses.length && before.definitions.length === definitions.length) {
    const isSame = uses.every((use, at) => use === before.uses[at]) && definitions.every((definition, at) => definition === before.definitions[at]);
    if (isSame) return before;
  }
  const made = { ...cell, uses, definitions };
  known.set(cell, made);
  return made;
}
