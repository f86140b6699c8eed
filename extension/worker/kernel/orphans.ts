import type { Problem } from '../../model/view.js';
import { listOf, makes, problemOf, type Seen } from './seen.js';

/** Values that cells read from the kernel and that no cell makes any more: run from the top, they are not there. */
export function orphaned({ ran, analysis }: Seen): readonly Problem[] {
  const made = new Set(analysis.cells.flatMap(({ definitions }) => definitions.map(({ name }) => name)));
  if (analysis.cells.some(({ dynamic }) => dynamic)) return [];
  const alive = (name: string) => {
    const touched = ran.findLast(record => makes(record, name) || record.deleted.includes(name));
    return touched && !touched.deleted.includes(name) && !(touched.isCurrent && touched.index !== undefined);
  };
  return analysis.cells.flatMap(({ cell, uses }): readonly Problem[] => {
    const names = [...new Set(uses.map(({ name }) => name))].filter(name => !made.has(name) && alive(name));
    if (names.length === 0) return [];
    return [
      problemOf({
        code: 'kernel-orphan',
        severity: 'warning',
        message: `This cell reads ${listOf(names)} from the kernel: a value that no cell makes any more`,
        hint: 'Bring the code back that made it; a new kernel does not have it',
        cell
      })
    ];
  });
}
