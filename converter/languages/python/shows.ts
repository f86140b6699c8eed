import type { CellText, ShownExpression, Statement } from '../language.js';
import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';
import { readName, spanOf, type CellState, type Context } from './flow/context.js';
import type { Prepared } from './prepared.js';
import { endOfResult, isSurelyNothing, tupleBrackets, type ShownStatements } from './result.js';
import type { Nodes, SyntaxNode } from './syntax/nodes.js';

/** Edits that hand an expression to a function. */
export const shows = ({ from, to }: Span, callee: string): readonly Edit[] => [
  { from, to: from, text: `${callee}(` },
  { from: to, to, text: ')' }
];

/** The name that a cell shows at its end belongs to the statement that assigns it, which so stays where it is. */
export function withName(
  statements: readonly Statement[],
  { name, at }: { readonly name: Nodes['Name'] | undefined; readonly at: number },
  context: Context
): readonly Statement[] {
  if (!name) return statements;
  const span = spanOf(name, context);
  const read = { kind: 'evaluate', value: readName(name.d.value, span, context), isShown: true, span } as const;
  return statements.map((statement, index) => (index === at ? { ...statement, kind: 'other', flow: [...statement.flow, read] } : statement));
}

/** Where the text shows values: its last expression, and others that are shown at once; with the edits that this takes in any case. */
export function shownText({ source }: CellText, shown: ShownStatements, state: CellState, prepared: Prepared): ShownText {
  const { text, spanOf, tail } = prepared;
  const isShown = (node: SyntaxNode) => !isSurelyNothing(node, prepared, state.imports);
  const each = [...new Map(state.shown.map(one => [one.node, one])).values()].filter(({ node }) => node !== shown.result && isShown(node));
  const spanned = (node: SyntaxNode) => spanOf(node.start, endOfResult(node, text));
  const result = shown.result && isShown(shown.result) ? spanned(shown.result) : undefined;
  const others = each.map(({ node, value }) => ({ span: spanned(node), value }));
  const nodes = [...each.map(({ node }) => node), ...(shown.result && result ? [shown.result] : [])];
  const brackets = nodes.flatMap(node => tupleBrackets(node, source, spanned(node)));
  return { result, others, edits: tail === undefined ? brackets : [...brackets, ...capturing(source, tail, { result, others, name: shown.name?.d.value })] };
}

interface ShownText {
  readonly edits: readonly Edit[];
  readonly result: Span | undefined;
  readonly others: readonly ShownExpression[];
}

/** A captured cell shows its values itself, then stops capturing, all in lines of its own after the end. */
function capturing(source: string, tail: string, { result, others, name }: Omit<ShownText, 'edits'> & { readonly name: string | undefined }): readonly Edit[] {
  const end = source.length;
  const echoed = others.flatMap(({ span }) => shows(span, 'echo'));
  if (result) return [...echoed, ...shows(result, 'show'), { from: end, to: end, text: `\n${tail}` }];
  // Replacing the last character ties the edit to the statement before it.
  const last = source.endsWith('\n') || others.some(({ span }) => span.to === end) ? '' : source.slice(-1);
  return [...echoed, { from: end - last.length, to: end, text: `${last}\nshow(${name ?? ''}); ${tail}` }];
}
