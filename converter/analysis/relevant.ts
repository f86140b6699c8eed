import type { CellAnalysis } from './analysis.js';
import { allClasses } from './reflection.js';

/** Reads of options, folders and patched modules count only where the notebook changes them; draws always count. */
export function concernsChanged(cells: readonly CellAnalysis[]): readonly CellAnalysis[] {
  const changed = new Set(cells.flatMap(({ definitions }) => definitions.map(({ name }) => name)));
  const used = new Set(cells.flatMap(({ uses }) => uses.map(({ name }) => name)));
  const isFelt = ({ name }: { readonly name: string }) => name !== allClasses || used.has(name);
  const isRelevant = ({ name }: { readonly name: string }) => !name.startsWith('·') || name.startsWith('·rng.') || changed.has(name);
  return cells.map(cell =>
    cell.uses.every(isRelevant) && cell.definitions.every(isFelt)
      ? cell
      : { ...cell, uses: cell.uses.filter(isRelevant), definitions: cell.definitions.filter(isFelt) }
  );
}
