import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Conversion } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { quotedList } from '../diagnostics/words.js';
import type { Notebook } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { NodeError } from '../run/journal.js';
import type { RunRecord } from '../run/record.js';
import { lineStarts } from '../source/lines.js';
import { painter, printable, type Terminal } from './terminal.js';
import { count, duration, table } from './words.js';

/** Failed nodes as diagnostics at the notebook's cell and line. */
export function nodeFailures(record: RunRecord, { notebook, plan }: Conversion): readonly Diagnostic[] {
  return record.nodes.flatMap(({ name, status, error }) => {
    if (status !== 'failed' || !error) return [];
    const cell = error.cell ?? plan?.nodes.find(node => node.name === name)?.cells[0]?.id;
    return [
      {
        code: `node-${error.kind}`,
        severity: 'error' as const,
        message: failureText(name, error, plan),
        ...placeOf({ ...error, cell: cell ?? null }, notebook)
      }
    ];
  });
}

function failureText(name: string, { kind, type, message, dataset }: NodeError, plan: Plan | undefined): string {
  const what = printable(`${type}: ${message}`).trim();
  switch (kind) {
    case 'guard':
      return `Node '${name}' was stopped by a guard: ${printable(message).trim()}`;
    case 'save':
      return `${valueText(dataset, plan)} of node '${name}' could not be saved: ${what}`;
    case 'load':
      return `${valueText(dataset, plan)} for node '${name}' could not be loaded: ${what}`;
    case 'killed':
      return `The process of node '${name}' was ended from outside, for example because memory ran out`;
    case 'exception':
      return `Node '${name}' failed: ${what}`;
    default:
      return kind satisfies never;
  }
}

/** A dataset by the names that it has in the notebook. */
function valueText(dataset: string | undefined, plan: Plan | undefined): string {
  const names = plan?.datasets.find(({ name }) => name === dataset)?.names ?? [];
  return names.length > 0 && names.length <= 4 ? quotedList(names) : 'A value';
}

function placeOf({ cell, line }: NodeError, notebook: Notebook): Pick<Diagnostic, 'at'> {
  const found = notebook.cells.find(({ id }) => id === cell);
  if (!found) return {};
  if (typeof line !== 'number') return { at: { cell: found.id } };
  const starts = lineStarts(found.source);
  const start = starts[line - 1] ?? 0;
  const end = (starts[line] ?? found.source.length + 1) - 1;
  const text = found.source.slice(start, end);
  return { at: { cell: found.id, span: { from: start + text.length - text.trimStart().length, to: start + text.trimEnd().length } } };
}

/** Tracebacks, which begin with the notebook's cell and line. */
export const tracebacks = (record: RunRecord): string =>
  record.nodes.flatMap(({ error }) => (error?.traceback && error.kind !== 'killed' ? [`${printable(error.traceback)}\n`] : [])).join('\n');

/** What the engine itself had to say, where no node can be blamed. */
export function engineWords(folder: string): string {
  const log = join(folder, 'engine.log');
  return existsSync(log) ? printable(readFileSync(log, 'utf8')).trim().split('\n').slice(-25).join('\n') : '';
}

/** Metrics and figures, then one line that names the run folder: the last one. */
export function summarize(
  record: RunRecord,
  { folder, project, ms, terminal }: { readonly folder: string; readonly project: string; readonly ms: number; readonly terminal: Terminal }
): string {
  const paint = painter({ colour: terminal.colour });
  const metrics = record.nodes.flatMap(({ name, metrics: values }) =>
    Object.entries(values).map(([metric, value]) => [name, metric, typeof value === 'number' ? String(Number(value.toPrecision(6))) : JSON.stringify(value)])
  );
  const here = (path: string) => relative(terminal.cwd, path) || '.';
  const figures = record.nodes.flatMap(({ displays }) => displays.filter(({ mime }) => mime === 'image/png').map(({ path }) => here(join(project, path))));
  const of = (status: string, cached?: boolean) =>
    record.nodes.filter(node => node.status === status && (cached === undefined || node.cached === cached)).length;
  const parts = [
    [of('succeeded', false), 'run'],
    [of('succeeded', true), 'cached'],
    [of('failed'), 'failed'],
    [of('aborted'), 'stopped'],
    [of('skipped'), 'not asked for']
  ] as const;
  const told = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
  return [
    ...(metrics.length > 0 ? [table([['node', 'metric', 'value'], ...metrics]), ''] : []),
    ...(figures.length > 0 ? [`figures  ${figures.join('\n         ')}`, ''] : []),
    `${paint.bold(record.status)} in ${duration(ms)}: ${count(record.nodes.length, 'node')}, ${told}`,
    `run folder: ${here(folder)}`,
    ''
  ].join('\n');
}
