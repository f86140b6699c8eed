import { painter, printable, type Terminal } from '../terminal.js';
import { count, duration } from '../words.js';
import type { Difference, Place, Verdict, Verification } from './report.js';

const words: Record<Verdict, string> = {
  equal: 'equal',
  joined: 'equal, with joined nodes',
  single: 'equal, as one node',
  refused: 'refused',
  guarded: 'stopped by a guard',
  differs: 'DIFFERENT',
  fails: 'the notebook itself fails',
  broken: 'broken'
};

const kinds: Record<Place['kind'], string> = {
  input: 'before it',
  value: 'after it',
  state: 'state after it',
  printed: 'printed',
  errors: 'printed as errors',
  displayed: 'displayed',
  file: 'file',
  exception: 'raised'
};

/** Verdicts that keep the promise. */
export const isEqual = (verdict: Verdict): boolean => verdict === 'equal' || verdict === 'joined' || verdict === 'single';

/** What `verify` says of one notebook: results, and what goes to standard error. */
export function renderVerification(
  path: string,
  { verdict, differences, unstable, unseen, compared, nodes, times, said }: Verification,
  terminal: Terminal
): string {
  const paint = painter(terminal);
  const colour = isEqual(verdict) ? paint.green : paint.red;
  const [first, ...others] = differences;
  const lines = [
    `${path}: ${colour(words[verdict])}${tally(compared, nodes.length, times)}`,
    ...(isEqual(verdict) || said === '' || first ? [] : [indented(printable(said).trim(), '  ')]),
    ...(first ? [difference(first)] : []),
    ...(others.length > 0 ? [`  ${count(others.length, 'more difference')}:`, ...others.slice(0, mostListed).map(one => `    ${where(one)}`)] : []),
    ...(others.length > mostListed ? ['    … (all of them with --format json)'] : []),
    ...listed('not the same in every run of the notebook, so not compared:', unstable),
    ...listed('cannot be taken out of a process, so not compared:', unseen)
  ];
  return `${lines.join('\n')}\n`;
}

const mostListed = 8;

function tally(compared: Verification['compared'], nodes: number, { notebook, pipeline }: Verification['times']): string {
  const of = (kind: string, noun: string, plural?: string) => (compared[kind] ? [count(compared[kind], noun, plural)] : []);
  const parts = [...of('values', 'value'), ...of('states', 'state'), ...of('printed', 'printed text'), ...of('displays', 'display'), ...of('files', 'file')];
  const took = notebook === undefined || pipeline === undefined ? '' : ` (notebook ${duration(notebook)}, pipeline ${duration(pipeline)})`;
  return `${parts.length === 0 ? '' : `: ${parts.join(', ')} compared in ${count(nodes, 'node')}`}${took}`;
}

function where({ cell, node, kind, name }: Place): string {
  return [cell === null ? '' : `cell ${cell + 1}`, node === null ? '' : `node '${node}'`, `${kinds[kind]}: ${printable(name)}`]
    .filter(text => text !== '')
    .join(', ');
}

function difference(found: Difference): string {
  const side = (text: string | null) => (text === null ? 'nothing' : printable(text));
  const tell = (label: string, text: string) => (text.includes('\n') ? `    ${label}\n${indented(text, '      ')}` : `    ${label} ${text}`);
  return [
    `  ${where(found)}`,
    ...(found.path === found.name ? [] : [`    at       ${printable(found.path)}`]),
    tell('notebook', side(found.notebook)),
    tell('pipeline', side(found.pipeline))
  ].join('\n');
}

function listed(title: string, places: readonly Place[]): readonly string[] {
  if (places.length === 0) return [];
  const more = places.length - mostListed;
  return [`  ${title}`, ...places.slice(0, mostListed).map(place => `    ${where(place)}`), ...(more > 0 ? [`    and ${more} more`] : [])];
}

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map(line => by + line)
    .join('\n');
