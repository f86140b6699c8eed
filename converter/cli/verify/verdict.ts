import type { Conversion } from '../../convert.js';
import type { PipelineRun } from './pipeline.js';
import type { Comparison, Difference, Verdict } from './report.js';
import type { NotebookError } from './bench.js';

/** Cells from which on one node for everything is no success. */
const worthSplitting = 5;

/** What to call a comparison in which nothing differs. */
function equalVerdict({ plan, notebook }: Conversion): Verdict {
  const nodes = plan?.nodes ?? [];
  const cells = notebook.cells.filter(({ kind }) => kind === 'code').length;
  if (nodes.length < 2 && cells >= worthSplitting) return 'single';
  return nodes.some(({ rung }) => rung === 'joined') ? 'joined' : 'equal';
}

/** The verdict of runs that came to some end, and what differs in how they did. */
export function judge(
  error: NotebookError | undefined,
  pipeline: PipelineRun,
  { comparison, conversion }: { readonly comparison: Comparison; readonly conversion: Conversion }
): { readonly verdict: Verdict; readonly more: readonly Difference[] } {
  const more = endings(error, pipeline, conversion);
  if (more.length > 0 || comparison.differences.length > 0) return { verdict: 'differs', more };
  if (error) return { verdict: 'fails', more };
  return { verdict: pipeline.status === 'guarded' ? 'guarded' : pipeline.status === 'succeeded' ? equalVerdict(conversion) : 'broken', more };
}

/** Both succeed, or both raise the same in the same cell; a guard may always stop. */
function endings(error: NotebookError | undefined, { status, failed }: PipelineRun, { notebook, plan }: Conversion): readonly Difference[] {
  if (status === 'guarded' || (!error && status === 'succeeded')) return [];
  const raised = failed?.error;
  const cell = notebook.cells.find(({ id }) => id === raised?.cell)?.index;
  const wanted = error && exception(error.type, error.message);
  const found = raised && exception(raised.type, raised.message);
  // A node imports before it does anything else.
  const isImport = error !== undefined && /^(?:Import|ModuleNotFound)Error$/.test(error.type);
  const isInNode = plan?.nodes.find(({ name }) => name === failed?.name)?.cells.some(({ index }) => index === error?.cell) ?? false;
  if (wanted !== undefined && wanted === found && (cell === undefined || cell === error?.cell || (isImport && isInNode))) return [];
  return [
    {
      cell: error?.cell ?? cell ?? null,
      node: failed?.name ?? null,
      kind: 'exception',
      name: 'exception',
      path: 'exception',
      notebook: wanted ?? null,
      pipeline: found ?? null
    }
  ];
}

const exception = (type: string, message: string): string => `${type.split('.').at(-1) ?? type}: ${message.trim().replace(/\b0x[0-9a-f]{6,}/g, '0x')}`;
