import type { Cell, Conversion, Diagnostic } from '../../converter/index.js';
import type { Fix } from '../model/view.js';
import { withoutMagic } from './magic.js';

interface Subject {
  readonly conversion: Conversion;
  readonly cell: Cell | undefined;
  /** The text that the diagnostic points at. */
  readonly text: string;
  readonly span: { readonly from: number; readonly to: number } | undefined;
  /** The node that the cell belongs to, as the author wrote it. */
  readonly node: string | undefined;
}

/** By code: what answers it. They look at the notebook, never at the words of the message. */
const answers: { readonly [code: string]: (subject: Subject) => readonly Fix[] } = {
  'undeclared-input': ({ text, node }) =>
    node === undefined || !isName(text)
      ? []
      : [
          { kind: 'declare', field: 'inputs', name: text, node },
          { kind: 'undeclare-all', field: 'inputs', node }
        ],
  'declared-output-not-written': subject => unwritten(subject).map(name => ({ kind: 'undeclare', field: 'outputs', name, node: subject.node ?? '' })),
  'untagged-cell-joined': ({ cell, node }) => (cell && node !== undefined ? [{ kind: 'tag', cells: [cell.id], node }] : []),
  'no-nodes': () => [{ kind: 'suggest' }],
  'empty-node': ({ cell, conversion, node }) => (cell ? [{ kind: 'role', cells: cellsNamed(conversion, node ?? ''), role: 'setup' }] : []),
  'joined-nodes': joinFix,
  'group-cycle': goesOn,
  'unknown-node': subject => unknownOrders(subject).map(name => ({ kind: 'undeclare', field: 'after', name, node: subject.node ?? '' })),
  'order-cycle': subject => laterOrders(subject).map(name => ({ kind: 'undeclare', field: 'after', name, node: subject.node ?? '' })),
  'conflicting-tags': ({ cell }) => (cell ? [{ kind: 'retag', cell: cell.id }] : []),
  'unsupported-magic': subject => [...magicFix(subject), ...skip(subject)],
  'dynamic-code': skip,
  'interactive-input': subject => [...parameterFix(subject), ...skip(subject)]
};

/** What can be done at once about a diagnostic. */
export function fixesFor({ code, at }: Diagnostic, conversion: Conversion): readonly Fix[] {
  const answer = Object.hasOwn(answers, code) ? answers[code] : undefined;
  if (!answer) return [];
  const cell = at && conversion.notebook.cells.find(({ id }) => id === at.cell);
  const text = cell && at.span ? cell.source.slice(at.span.from, at.span.to) : '';
  return answer({ conversion, cell, text, span: at?.span, node: cell && nodeOf(cell, conversion) });
}

const isName = (text: string): boolean => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);

/** The cell's own node, else that of the nearest tagged cell above. */
function nodeOf(cell: Cell, { notebook }: Conversion): string | undefined {
  if (cell.intent.role !== undefined) return cell.intent.node;
  return notebook.cells.slice(0, cell.index).findLast(({ kind, intent }) => kind === 'code' && intent.role !== undefined && intent.role !== 'skip')?.intent
    .node;
}

const cellsNamed = ({ notebook }: Conversion, node: string): readonly string[] =>
  notebook.cells.filter(({ intent }) => intent.node === node).map(({ id }) => id);

function skip({ cell }: Subject): readonly Fix[] {
  return cell ? [{ kind: 'role', cells: [cell.id], role: 'skip' }] : [];
}

function unwritten({ conversion, node }: Subject): readonly string[] {
  const declared = conversion.notebook.cells.filter(({ intent }) => intent.node === node).flatMap(({ intent }) => intent.outputs ?? []);
  const made = new Set(conversion.plan?.nodes.flatMap(({ outputs }) => outputs.flatMap(({ names }) => names)));
  return [...new Set(declared)].filter(name => !made.has(name));
}

function unknownOrders({ conversion, cell }: Subject): readonly string[] {
  const known = new Set(conversion.notebook.cells.flatMap(({ intent }) => intent.node ?? []));
  return (cell?.intent.after ?? []).filter(name => !known.has(name));
}

function laterOrders({ conversion, cell }: Subject): readonly string[] {
  const first = (name: string) => conversion.notebook.cells.find(({ intent }) => intent.node === name)?.index ?? -1;
  return (cell?.intent.after ?? []).filter(name => first(name) > (cell?.index ?? 0));
}

/** One name for all that runs as one anyway. */
function joinFix({ conversion, cell }: Subject): readonly Fix[] {
  const joined = conversion.plan?.nodes.find(({ members, cells }) => members && cells.some(({ id }) => id === cell?.id));
  const [first] = joined?.members ?? [];
  return joined?.members && first !== undefined ? [{ kind: 'join', nodes: joined.members, name: first }] : [];
}

/** The cells of the node below others get a name of their own. */
function goesOn(subject: Subject): readonly Fix[] {
  const { conversion, cell, node } = subject;
  if (!cell || node === undefined) return [];
  const taken = new Set(conversion.notebook.cells.flatMap(({ intent }) => intent.node ?? []));
  let number = 2;
  while (taken.has(`${node}_${number}`)) number++;
  const below = conversion.notebook.cells.filter(({ index, intent }) => index >= cell.index && intent.node === node).map(({ id }) => id);
  return [{ kind: 'tag', cells: below, node: `${node}_${number}` }, ...joinFix(subject)];
}

/** `name = input(…)` on a line of its own becomes a parameter with an empty text. */
function parameterFix({ cell, span }: Subject): readonly Fix[] {
  if (!cell || !span) return [];
  const from = cell.source.lastIndexOf('\n', span.from - 1) + 1;
  const end = cell.source.indexOf('\n', span.to);
  const to = end === -1 ? cell.source.length : end;
  const [, name, kind] = /^([^\W\d]\w*)\s*=\s*(int|float)?\(?\s*input\(.*\)\s*$/u.exec(cell.source.slice(from, to)) ?? [];
  const value = kind === 'int' ? '0' : kind === 'float' ? '0.0' : '""';
  return name === undefined ? [] : [{ kind: 'parameter', cell: cell.id, from, to, name, value }];
}

/** The code that a magic measures stands for itself; other lines can at least be kept as a comment. */
function magicFix({ cell, span, text }: Subject): readonly Fix[] {
  const written = withoutMagic(text);
  return cell && span && written ? [{ kind: 'convert', cell: cell.id, from: span.from, to: span.to, ...written }] : [];
}
