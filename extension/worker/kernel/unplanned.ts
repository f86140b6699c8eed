import type { Problem } from '../../model/view.js';
import { listOf, problemOf, type Seen } from './seen.js';

/** What holds nothing but its elements: a change of it is a change of the value. Other objects keep things of their own. */
const plain = /^(list|dict|set|bytearray|(numpy|pandas|polars)\..*)$/;

/** Cells that were seen to change values of which the text does not say so. */
export function unplanned({ last, analysis }: Seen): readonly Problem[] {
  return analysis.cells.flatMap(({ cell, definitions, deletions, updates, dynamic }, at): readonly Problem[] => {
    const record = last.get(cell.id);
    if (!record?.isCurrent || dynamic) return [];
    const known = new Set([...definitions, ...deletions].map(({ name }) => name));
    const updated = new Set(updates.flatMap(({ locs }) => [...locs]));
    const isUpdated = (name: string) => [...analysis.reach(at, analysis.exit(at).get(name)?.locs ?? new Set())].some(loc => updated.has(loc));
    const wrote = record.wrote.filter(({ name }) => !known.has(name)).map(({ name }) => name);
    const changed = record.changed.filter(({ name, type }) => plain.test(type) && !known.has(name) && !isUpdated(name)).map(({ name }) => name);
    const names = [...wrote, ...changed];
    if (names.length === 0) return [];
    return [
      problemOf({
        code: 'kernel-unplanned',
        severity: 'warning',
        message: `The kernel saw cell ${cell.index + 1} change ${listOf(names)}; the plan does not know`,
        hint: 'Name it among the outputs of the node, or write the change so that it can be read from the code',
        cell
      })
    ];
  });
}
