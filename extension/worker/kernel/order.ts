import type { Problem } from '../../model/view.js';
import { listOf, makes, problemOf, type Ran, type Seen } from './seen.js';

/** Cells whose values in the kernel come from another order than that of the notebook. */
export function ordered(seen: Seen): readonly Problem[] {
  return seen.analysis.cells.flatMap(({ cell, uses }, at): readonly Problem[] => {
    const own = seen.last.get(cell.id);
    if (!own?.isCurrent || own.status !== 'ok') return [];
    const found = new Map<string, { readonly names: string[]; readonly other: Ran }>();
    for (const name of new Set(uses.map(use => use.name))) {
      const other = makerBelow(name, own, seen) ?? laterMaker(name, at, own, seen);
      if (!other) continue;
      const group = found.get(other.cell ?? '') ?? { names: [], other };
      group.names.push(name);
      found.set(other.cell ?? '', group);
    }
    return [...found.values()].map(({ names, other }) => {
      const number = (other.index ?? 0) + 1;
      const isBelow = (other.index ?? 0) > cell.index;
      const values = listOf(names);
      return problemOf({
        code: 'kernel-order',
        severity: 'warning',
        message: isBelow
          ? `Run out of order: this cell ran after cell ${number} below it, which makes ${values}`
          : `Run out of order: cell ${number} made ${values} again after this cell ran`,
        hint: 'The pipeline runs from top to bottom; run the notebook that way to see here what it gives',
        cell,
        related: [{ message: `makes ${values}`, at: { cell: other.cell ?? '' }, cellNumber: number }]
      });
    });
  });
}

/** The last that made the name before this cell ran, where that one stands below it. */
function makerBelow(name: string, own: Ran, { ran }: Seen): Ran | undefined {
  const maker = ran.slice(0, own.at).findLast(record => record.cell !== own.cell && makes(record, name));
  return maker?.index !== undefined && maker.index > (own.index ?? 0) ? maker : undefined;
}

/** The nearest cell above that makes the name, by the text; where it ran later than this one, and made it. */
function laterMaker(name: string, at: number, own: Ran, { last, analysis }: Seen): Ran | undefined {
  const above = analysis.cells.slice(0, at).findLast(({ definitions }) => definitions.some(definition => definition.name === name));
  const maker = last.get(above?.cell.id ?? '');
  return maker && maker.at > own.at && maker.isCurrent && makes(maker, name) ? maker : undefined;
}
