import { digest, planNotebook, type ConvertOptions } from '../../../converter/index.js';
import type { KernelCell } from '../../model/kernel.js';
import { ordered } from './order.js';
import { orphaned } from './orphans.js';
import { unplanned } from './unplanned.js';
import type { Ran, Seen } from './seen.js';
import type { Questions } from '../protocol.js';

/** Holds what the kernel saw against the notebook as it is now. */
export function kernelAnswer(document: unknown, options: ConvertOptions, records: readonly KernelCell[]): Questions['kernel']['answer'] {
  const { notebook, analysis } = planNotebook(document, options);
  const cells = new Map(notebook.cells.map(cell => [cell.id, { index: cell.index, digest: digest(cell.source) }]));
  const ran = records.map((record, at): Ran => {
    const cell = cells.get(record.cell ?? '');
    return { ...record, at, isCurrent: cell?.digest === record.digest, ...(cell && { index: cell.index }) };
  });
  const last = new Map(ran.flatMap(record => (record.index === undefined || record.cell === undefined ? [] : [[record.cell, record] as const])));
  const values = [...last].map(([cell, { wrote, changed }]) => [cell, [...wrote, ...changed]] as const);
  if (!analysis) return { values, problems: [] };
  const seen: Seen = { ran, last, analysis };
  return { values, problems: [...ordered(seen), ...orphaned(seen), ...unplanned(seen)] };
}
