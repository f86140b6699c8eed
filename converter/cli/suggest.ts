import { resolve } from 'node:path';
import { proposal, type Proposal } from '../plan/propose.js';
import { unwritableProject } from './messages.js';
import { reason } from './notebooks.js';
import { report, say } from './report.js';
import { subject } from './subject.js';
import { printable, type Terminal } from './terminal.js';
import { misuse } from './usage.js';
import { count, table } from './words.js';
import { writeAtomically } from './write.js';

export interface SuggestOptions {
  readonly write?: boolean;
  readonly format: 'text' | 'json';
  readonly root?: string;
}

/** `espalier suggest`: nodes for a notebook that has none; with `--write` they become its cells' metadata. */
export async function suggest(path: string, { write = false, format, root }: SuggestOptions, terminal: Terminal): Promise<number> {
  if (write && path === '-') misuse('--write needs the path of a notebook');
  const found = await subject(path, { auto: true, planOnly: true, ...(root === undefined ? {} : { root }) }, terminal);
  const { notebook, analysis, plan } = found.conversion ?? {};
  if (!notebook || !analysis || !plan) {
    await report([found], { format: 'text', least: 'warning' }, terminal);
    return 1;
  }
  const proposed = proposal(notebook, analysis, plan);
  const isTagged = notebook.cells.some(({ intent }) => intent.role === 'node');
  terminal.out(format === 'json' ? `${JSON.stringify({ version: 1, tagged: isTagged, ...proposed }, undefined, 2)}\n` : render(path, proposed, isTagged));
  if (!write || isTagged) return 0;
  const { writeTags } = await import('./tagging.js');
  const text = writeTags(
    found.source.text ?? '',
    proposed.cells.map(({ index, role, node }) => ({ index, settings: node === undefined ? { role } : { role, node } }))
  );
  try {
    writeAtomically(resolve(terminal.cwd, path), text);
  } catch (error) {
    say([unwritableProject(path, reason(error))], terminal);
    return 1;
  }
  if (format === 'text') terminal.out(`written to ${path}\n`);
  return 0;
}

function render(path: string, { nodes, cells, literals }: Proposal, isTagged: boolean): string {
  const rows = nodes.map(({ name, rung, cells: own, takes, gives }) => [
    rung === 'function' ? name : `${name} (${rung})`,
    spans(own),
    takes.join(', ') || '–',
    gives.join(', ') || '–'
  ]);
  const of = (role: string) => cells.filter(cell => cell.role === role).map(({ index }) => index);
  const others = ['setup', 'parameters'].flatMap(role =>
    of(role).length === 0 ? [] : [`${role}: ${of(role).length === 1 ? 'cell' : 'cells'} ${spans(of(role))}`]
  );
  const worth = literals.map(({ name, value, cell, of: callee }) => [
    `  ${name}`,
    JSON.stringify(value),
    `cell ${cell + 1}${callee === undefined ? '' : `, in ${callee}`}`
  ]);
  return printable(
    [
      `${path}: ${count(nodes.length, 'node')}${isTagged ? ', as they are tagged' : ' suggested'}`,
      ...(nodes.length > 0 ? ['', table([['node', 'cells', 'takes', 'gives'], ...rows])] : []),
      ...(others.length > 0 ? ['', ...others] : []),
      ...(worth.length > 0 ? ['', 'worth being parameters:', table(worth)] : []),
      ''
    ].join('\n')
  );
}

/** `1-3, 5`, counted from 1. */
function spans(cells: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const cell of [...cells].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === cell - 1) last[1] = cell;
    else runs.push([cell, cell]);
  }
  return runs.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}-${to + 1}`)).join(', ');
}
