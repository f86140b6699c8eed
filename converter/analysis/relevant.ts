import type { CellAnalysis, Definition, Use } from './analysis.js';
import { isImplicit } from './hiddenState.js';
import { allClasses } from './reflection.js';

/** Reads of options, folders and patched modules count only where the notebook changes them; draws always count. */
export function concernsChanged(cells: readonly CellAnalysis[]): readonly CellAnalysis[] {
  const changed = new Set(cells.flatMap(({ definitions }) => implicitIn(definitions)));
  const asksForClasses = cells.some(({ uses }) => implicitIn(uses).includes(allClasses));
  const isRelevant = ({ name }: Named) => !isImplicit(name) || name.startsWith('·rng.') || changed.has(name);
  const isFelt = ({ name }: Named) => name !== allClasses || asksForClasses;
  return cells.map(cell => {
    const uses = only<Use>(cell.uses, isRelevant);
    const definitions = only<Definition>(cell.definitions, isFelt);
    return uses === cell.uses && definitions === cell.definitions ? cell : reduced(cell, uses, definitions);
  });
}

interface Named {
  readonly name: string;
}

/** What cells use and define stays from one analysis to the next, in most of them. */
const implicit = new WeakMap<readonly Named[], readonly string[]>();

function implicitIn(items: readonly Named[]): readonly string[] {
  const before = implicit.get(items);
  if (before) return before;
  const names = items.flatMap(({ name }) => (isImplicit(name) ? [name] : []));
  implicit.set(items, names);
  return names;
}

/** What was left of them the last time. */
const left = new WeakMap<readonly Named[], readonly Named[]>();

function only<Item extends Named>(items: readonly Item[], counts: (item: Named) => boolean): readonly Item[] {
  if (implicitIn(items).every(name => counts({ name }))) return items;
  const found = items.filter(counts);
  const before = left.get(items) as readonly Item[] | undefined;
  if (before?.length === found.length && found.every((item, at) => item === before[at])) return before;
  left.set(items, found);
  return found;
}

/** What was made of a cell the last time, so that a cell which is as it was stays one object. */
const known = new WeakMap<CellAnalysis, CellAnalysis>();

function reduced(cell: CellAnalysis, uses: CellAnalysis['uses'], definitions: CellAnalysis['definitions']): CellAnalysis {
  const before = known.get(cell);
  if (before?.uses === uses && before.definitions === definitions) return before;
  const made = { ...cell, uses, definitions };
  known.set(cell, made);
  return made;
}
