import type { Import } from '../language.js';
import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';
import type { Prepared } from './prepared.js';
import { is, type Nodes, type SyntaxNode } from './syntax/nodes.js';
import { isExpression } from './top.js';

/** What a cell shows of its top-level statements. */
export interface ShownStatements {
  /** The last expression. */
  readonly result?: SyntaxNode;
  /** The name that the last statement assigns. */
  readonly name?: Nodes['Name'];
  /** Whether the expressions that stand alone in a statement are shown where they stand. */
  readonly isEach: (statement: SyntaxNode) => boolean;
}

/** By the kernel's mode; nothing where the cell ends in a semicolon. */
export function shownOf(statements: readonly SyntaxNode[], prepared: Prepared, mode: string): ShownStatements {
  const { vanished, hidden = false, magics, isTimed = false } = prepared;
  const last = statements.at(-1);
  if (!last || hidden || mode === 'none' || isQuiet(last, prepared)) return { isEach: () => false };
  const isLast = last.start >= vanished;
  const name = isLast && !isTimed && mode === 'last_expr_or_assign' && !magics.has(last.start) ? assignedName(last) : undefined;
  return {
    ...(isLast && isExpression(last) && { result: last }),
    ...(name && { name }),
    isEach: statement => !isTimed && (mode === 'all' || (mode === 'last' && isLast && statement === last)) && magics.get(statement.start) !== 'quiet'
  };
}

/** Whether the value of an expression is None for sure; that is only for the looks of the emitted text, since showing None shows nothing. */
export const isSurelyNothing = (node: SyntaxNode, { calls, magics }: Prepared, imports: readonly Import[]): boolean =>
  magics.get(node.start) === 'quiet' || isSilentCall(node, calls) || isSurelyNone(node, imports);

function isQuiet({ start, length }: SyntaxNode, { text, tail }: Prepared): boolean {
  const after = text.slice(start + length, tail === undefined ? undefined : text.length - tail.length);
  return text[start + length - 1] === ';' || /^\s*;(?:#.*|\s)*$/.test(after);
}

/** `x = 1`, `x: int = 1`, `x += 1`, `x: int`. */
function assignedName(node: SyntaxNode): Nodes['Name'] | undefined {
  if (is(node, 'Assignment') && is(node.d.rightExpr, 'Assignment')) return undefined;
  const target = is(node, 'Assignment') || is(node, 'AugmentedAssignment') ? node.d.leftExpr : node;
  const inner = is(target, 'TypeAnnotation') ? target.d.valueExpr : target;
  return inner !== node && is(inner, 'Name') ? inner : undefined;
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

/** What gives a value though it stands for a magic. */
const giving: ReadonlySet<string> = new Set(['shell_lines', 'set_precision']);

/** Shell lines and the like: what they give is nothing. */
function isSilentCall(node: SyntaxNode, calls: Prepared['calls']): boolean {
  const name = is(node, 'Call') && is(node.d.leftExpr, 'Name') ? calls.get(node.d.leftExpr.start) : undefined;
  return name !== undefined && !giving.has(name);
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
