import type { Import } from '../language.js';
import type { Prepared } from './prepared.js';
import type { Scope } from './syntax/scopes.js';
import { is, type SyntaxNode } from './syntax/nodes.js';
import { isExpression } from './top.js';

/**
 * The last expression, which the notebook shows. Absent where the cell ends in a semicolon or where it surely is None:
 * that is only for the looks of the emitted text, since showing None shows nothing.
 */
export function trailingExpression(statements: readonly SyntaxNode[], { text, vanished, hidden = false }: Prepared, facts: { readonly scope: Scope; readonly imports: readonly Import[] }): SyntaxNode | undefined {
  const node = statements.at(-1);
  if (!node || hidden || node.start < vanished || !isExpression(node)) return undefined;
  const isQuiet = /^\s*;(?:#.*|\s)*$/.test(text.slice(node.start + node.length));
  return isQuiet || isSurelyNone(node, facts) ? undefined : node;
}

/** `print(…)`, and `show()` of a pyplot that the cell imports itself. */
function isSurelyNone(node: SyntaxNode, { scope, imports }: { readonly scope: Scope; readonly imports: readonly Import[] }): boolean {
  if (is(node, 'Constant')) return node.d.constType === 27;
  if (!is(node, 'Call')) return false;
  const { leftExpr } = node.d;
  if (is(leftExpr, 'Name')) return leftExpr.d.value === 'print' && !scope.bound.has('print');
  if (!is(leftExpr, 'MemberAccess') || leftExpr.d.member.d.value !== 'show' || !is(leftExpr.d.leftExpr, 'Name')) return false;
  const { value } = leftExpr.d.leftExpr.d;
  const sources = imports.filter(({ name }) => name === value);
  return sources.length > 0 && sources.every(({ module, member, always }) => always && (member === undefined ? module : `${module}.${member}`) === 'matplotlib.pyplot');
}
