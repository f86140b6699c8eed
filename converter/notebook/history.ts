import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { outOfOrderExecution } from '../diagnostics/messages.js';
import type { Cell } from './notebook.js';

/** Whether the cells were last run from top to bottom, as far as their counts tell. The first that was not stands for all. */
export function checkHistory(cells: readonly Cell[]): readonly Diagnostic[] {
  let latest: { readonly id: string; readonly count: number } | undefined;
  for (const { id, executionCount: count, intent } of cells) {
    if (count === undefined || intent.role === 'skip') continue;
    if (latest && count < latest.count) return [outOfOrderExecution({ cell: id }, { cell: latest.id })];
    latest = { id, count };
  }
  return [];
}
