import type { ISharedNotebook } from '@jupyter/ydoc';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NodeError, NodeRecord, RunRecord } from '../../converter/index.js';
import type { NodeRun } from '../model/state.js';
import type { PipelineView, Problem } from '../model/view.js';
import { plain } from './plain.js';

/** The nodes of a run as graph and cells show them. */
export function nodeRuns({ nodes }: RunRecord): ReadonlyMap<string, NodeRun> {
  return new Map(nodes.map(node => [node.name, nodeRun(node)]));
}

function nodeRun({ status, cached, started, ms, error }: NodeRecord): NodeRun {
  const startedAt = started === undefined ? Number.NaN : Date.parse(started);
  return {
    status: status === 'succeeded' ? (cached ? 'cached' : 'done') : status,
    ...(Number.isFinite(startedAt) && { startedAt }),
    ...(typeof ms === 'number' && !cached && { duration: ms }),
    ...(error && { message: oneLine(error) })
  };
}

/** The first line, without signs for terminals, of however much a program says. */
const oneLine = ({ type, message }: NodeError): string =>
  plain(`${type}: ${message.slice(0, 2000)}`)
    .trim()
    .split('\n')[0]
    ?.slice(0, 300) ?? '';

/** Failed nodes as problems at the cell and line where they failed. */
export function runProblems({ nodes }: RunRecord, view: PipelineView, notebook: ISharedNotebook, trans: TranslationBundle): readonly Problem[] {
  return nodes.flatMap(({ name, status, error }): readonly Problem[] => {
    if (status !== 'failed' || !error) return [];
    const cell = error.cell ?? view.nodes.find(node => node.name === name)?.cells[0]?.id;
    const place = placeOf(cell, error.line, notebook);
    return [{ code: `node-${error.kind}`, severity: 'error', message: failureText(name, error, trans), ...place, related: [], fixes: [] }];
  });
}

function failureText(name: string, error: NodeError, trans: TranslationBundle): string {
  switch (error.kind) {
    case 'guard':
      return trans.__('Node %1 was stopped by a guard: %2', name, plain(error.message.slice(0, 2000)).trim());
    case 'save':
      return trans.__('A value of node %1 could not be saved: %2', name, oneLine(error));
    case 'load':
      return trans.__('A value for node %1 could not be loaded: %2', name, oneLine(error));
    case 'killed':
      return trans.__('The process of node %1 was ended from outside, for example because memory ran out', name);
    default:
      return trans.__('Node %1 failed: %2', name, oneLine(error));
  }
}

function placeOf(id: string | undefined, line: number | null | undefined, notebook: ISharedNotebook): Pick<Problem, 'at' | 'cellNumber' | 'line'> {
  const index = notebook.cells.findIndex(cell => cell.id === id);
  const cell = notebook.cells[index];
  if (!cell) return {};
  const lines = cell.source.split('\n');
  const text = typeof line === 'number' ? lines[line - 1] : undefined;
  if (typeof line !== 'number' || text === undefined) return { at: { cell: cell.id }, cellNumber: index + 1 };
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const span = { from: start + text.length - text.trimStart().length, to: start + text.trimEnd().length };
  return { at: { cell: cell.id, span }, cellNumber: index + 1, line };
}

/** Nobody is at them any more: what had not ended will not be told. */
export const afterEnd = (nodes: ReadonlyMap<string, NodeRun>): ReadonlyMap<string, NodeRun> =>
  new Map([...nodes].map(([name, run]) => [name, run.status === 'running' || run.status === 'queued' ? { ...run, status: 'aborted' } : run]));
