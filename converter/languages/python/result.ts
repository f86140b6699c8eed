import type { Import } from '../language.js';
import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';
import type { Prepared } from './prepared.js';
import { is, type SyntaxNode } from './syntax/nodes.js';
import { isExpression } from './top.js';

/**
 * The last expression, which the notebook shows. Absent where the cell ends in a semicolon or where it surely is None:
 * that is only for the looks of the emitted text, since showing None shows nothing.
 */
export function trailingExpression(statements: readonly SyntaxNode[], prepared: Prepared, imports: readonly Import[]): SyntaxNode | undefined {
  const { text, vanished, hidden = false, tail, calls } = prepared;
  const node = statements.at(-1);
  if (!node || hidden || node.start < vanished || !isExpression(node)) return undefined;
  const after = text.slice(node.start + node.length, tail === undefined ? undefined : text.length - tail.length);
  const isQuiet = /^\s*;(?:#.*|\s)*$/.test(after);
  return isQuiet || isSilentCall(node, calls) || isSurelyNone(node, imports) ? undefined : node;
}

/** Where a last expression ends: the comma that makes one value a tuple belongs to it. */
export function endOfResult(node: SyntaxNode, text: string): number {
  const end = node.start + node.length;
  const isOne = is(node, 'Tuple') && !node.d.hasParens && node.d.items.length === 1;
  return isOne ? end + (/^[\s\\]*,/.exec(text.slice(end))?.[0].length ?? 0) : end;
}

/** Edits that keep an unbracketed tuple one argument. They replace characters, so that they stay inside of what is put around the result. */
export function tupleBrackets(node: SyntaxNode, source: string, { from, to }: Span): readonly Edit[] {
  if (!is(node, 'Tuple') || node.d.hasParens) return [];
  const last = source.slice(to - 1, to);
  const [first = ''] = source.slice(from);
  return [
    { from, to: from + first.length, text: `(${first}` },
    { from: to - 1, to, text: `${last})` }
  ];
}

/** Shell lines and the like: what they give is nothing. */
function isSilentCall(node: SyntaxNode, calls: Prepared['calls']): boolean {
  const name = is(node, 'Call') && is(node.d.leftExpr, 'Name') ? calls.get(node.d.leftExpr.start) : undefined;
  return name !== undefined && name !== 'shell_lines';
}

/** `None`, and `show()` of a pyplot that the cell imports itself. */
function isSurelyNone(node: SyntaxNode, imports: readonly Import[]): boolean {
  if (is(node, 'Constant')) return node.d.constType === 27;
  if (!is(node, 'Call')) return false;
  const { leftExpr } = node.d;
  if (!is(leftExpr, 'MemberAccess') || leftExpr.d.member.d.value !== 'show' || !is(leftExpr.d.leftExpr, 'Name')) return false;
  const { value } = leftExpr.d.leftExpr.d;
  const sources = imports.filter(({ name }) => name === value);
  return (
    sources.length > 0 &&
    sources.every(({ module, member, always }) => always && (member === undefined ? module : `${module}.${member}`) === 'matplotlib.pyplot')
  );
}
