import { quoted } from './diagnostics/words.js';
import type { Reason } from './graph/graph.js';
import type { Notebook } from './notebook/notebook.js';
import { positionAt } from './source/lines.js';
import type { CellLocation } from './source/span.js';

/** How a place is named. */
type PlaceText = (place: CellLocation, notebook: Notebook) => string;

/** Why a dependency exists, as one sentence with the places in the notebook. */
export function reasonText({ name, writer, reader, through, rule }: Reason, notebook: Notebook, place: PlaceText = exactPlace): string {
  if (rule === 'author') return `the author asks for ${quoted(name)} to come first, at ${place(reader, notebook)}`;
  const via = through && through.length > 0 ? `, called from ${through.map(location => place(location, notebook)).join(', then ')}` : '';
  const wrote = writer ? `; last changed at ${place(writer, notebook)}` : '';
  return `${place(reader, notebook)} ${verb(rule)} ${subject(name)}${via}${wrote}`;
}

/** A name without the mark of what no variable holds. */
export const plainName = (name: string): string => (name.startsWith('·') ? name.slice(1) : name);

/** What an edge carries, in words. Names that begin with `·` stand for what no variable holds. */
export function subject(name: string): string {
  if (!name.startsWith('·')) return quoted(name);
  const [kind = '', ...rest] = name.slice(1).split(/[:.]/);
  const detail = rest.join('.');
  const kinds: Record<string, string> = {
    rng: 'the random generator of',
    random: 'the random generator of',
    file: 'the file',
    options: 'the options of',
    option: 'the options of',
    figure: 'the current figure',
    cwd: 'the working directory',
    env: 'the environment',
    path: 'the module search path',
    module: 'the module',
    warnings: 'the warning filters',
    logging: 'the logging set-up',
    registry: 'what is set in'
  };
  return `${kinds[kind] ?? kind}${detail === '' ? '' : ` ${quoted(detail)}`}`;
}

/** What a place in the text does with something, by the rule of the analysis. */
const verbs: Readonly<Record<string, string>> = {
  read: 'reads',
  call: 'calls',
  capture: 'runs a function that reads',
  query: 'reads, in a query string,',
  exec: 'may read, in code in a string,',
  draw: 'draws from',
  draws: 'draws from',
  option: 'works under',
  'goes-by': 'works under',
  'file-read': 'reads',
  'file-list': 'lists',
  'file-write': 'changes',
  item: 'sets an item of',
  attribute: 'sets an attribute of',
  augmented: 'updates in place',
  'unknown-call': 'passes to a call that may change it',
  consumes: 'uses up',
  kept: 'passes on',
  import: 'imports by',
  patched: 'uses the patched',
  shell: 'may read, in a shell command,',
  unpickle: 'may read, in what it unpickles,',
  'draws-figure': 'draws on',
  'shows-figure': 'shows',
  'state-changed-after-read': 'later changes'
};

function verb(rule: string): string {
  const [kind = rule, detail = ''] = rule.split(':');
  return kind === 'method' ? `changes, by its method ${quoted(detail)},` : (verbs[kind] ?? `needs (${rule})`);
}

/** A place in words: cell, line, column and text. */
function exactPlace({ cell, span }: CellLocation, notebook: Notebook): string {
  const found = notebook.cells.find(({ id }) => id === cell);
  if (!found) return 'a cell';
  if (!span) return `cell ${found.index + 1}`;
  const { line, column } = positionAt(found.source, span.from);
  const text = found.source.slice(span.from, span.to).split('\n')[0] ?? '';
  return `cell ${found.index + 1}:${line}:${column} ${text === '' ? '' : `\`${text.length > 50 ? `${text.slice(0, 49)}…` : text}\``}`.trimEnd();
}
