import type { Json } from '../../notebook/notebook.js';
import type { LiteralAssignment } from '../language.js';
import { symbolOf } from './flow/operators.js';
import { is, type Nodes, type SyntaxNode } from './syntax/nodes.js';
import { spanOf, type Context } from './flow/context.js';
import { decoded } from './syntax/text.js';

/** `name = literal` among top-level statements, with the comment that explains it. */
export function literalAssignments(statements: readonly SyntaxNode[], context: Context): readonly LiteralAssignment[] {
  return statements.flatMap(node => {
    if (!is(node, 'Assignment')) return [];
    const target = is(node.d.leftExpr, 'TypeAnnotation') ? node.d.leftExpr.d.valueExpr : node.d.leftExpr;
    const found = literalOf(node.d.rightExpr);
    if (!is(target, 'Name') || !found) return [];
    const comment = commentOf(node, context.cell.text);
    return [{ name: target.d.value, ...found, span: spanOf(node, context), ...(comment !== undefined && { comment }) }];
  });
}

interface Literal {
  readonly value: Json;
  /** `int`, `tuple`, …; what JSON loses inside a container stands in brackets: `list[int, float]`. */
  readonly type: string;
}

/** The constant that an expression spells out; absent where it is none or JSON cannot hold it. */
export function literalOf(node: SyntaxNode): Literal | undefined {
  if (is(node, 'Number')) return numberOf(node);
  if (is(node, 'Constant')) return constants[node.d.constType];
  if (is(node, 'StringList')) return stringOf(node);
  if (is(node, 'UnaryOperation')) return negative(node);
  if (is(node, 'List')) return containerOf('list', node.d.items);
  if (is(node, 'Tuple')) return containerOf('tuple', node.d.items);
  if (is(node, 'Set')) return containerOf('set', node.d.items);
  return is(node, 'Dictionary') ? dictionaryOf(node) : undefined;
}

const constants: { readonly [type: number]: Literal } = {
  15: { value: false, type: 'bool' },
  27: { value: null, type: 'NoneType' },
  34: { value: true, type: 'bool' }
};

function numberOf({ d: { value, isInteger, isImaginary } }: Nodes['Number']): Literal | undefined {
  if (isImaginary || typeof value !== 'number' || !Number.isFinite(value) || (isInteger && !Number.isSafeInteger(value))) return undefined;
  return { value, type: isInteger ? 'int' : 'float' };
}

function stringOf(node: Nodes['StringList']): Literal | undefined {
  const texts = node.d.strings.map(each =>
    is(each, 'String') && (each.d.token.flags & 32) === 0 ? decoded(each.d.token.escapedValue, (each.d.token.flags & 8) !== 0) : undefined
  );
  return texts.every(text => text !== undefined) ? { value: texts.join(''), type: 'str' } : undefined;
}

function negative(node: Nodes['UnaryOperation']): Literal | undefined {
  const inner = literalOf(node.d.expr);
  if (!inner || typeof inner.value !== 'number') return undefined;
  if (symbolOf(node.d.operator) === '+') return inner;
  // JSON has no negative zero.
  return symbolOf(node.d.operator) === '-' && inner.value !== 0 ? { ...inner, value: -inner.value } : undefined;
}

function containerOf(type: 'list' | 'tuple' | 'set', items: readonly SyntaxNode[]): Literal | undefined {
  const parts = items.map(literalOf);
  if (!parts.every(part => part !== undefined)) return undefined;
  return { value: parts.map(({ value }) => value), type: withParts(type, parts) };
}

function dictionaryOf(node: Nodes['Dictionary']): Literal | undefined {
  const entries: [string, Literal][] = [];
  for (const entry of node.d.items) {
    if (!is(entry, 'DictionaryKeyEntry')) return undefined;
    const key = literalOf(entry.d.keyExpr);
    const value = literalOf(entry.d.valueExpr);
    // Keys that look like array indices would change their place in a JavaScript object, `__proto__` would vanish.
    if (typeof key?.value !== 'string' || !value || /^(\d+|__proto__)$/.test(key.value) || entries.some(([name]) => name === key.value)) return undefined;
    entries.push([key.value, value]);
  }
  return {
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    type: withParts(
      'dict',
      entries.map(([, value]) => value)
    )
  };
}

/** The types inside are told only where JSON does not tell them itself. */
function withParts(type: string, parts: readonly Literal[]): string {
  return parts.every(isPlain) ? type : `${type}[${parts.map(part => part.type).join(', ')}]`;
}

function isPlain({ type, value }: Literal): boolean {
  if (type === 'float') return !Number.isInteger(value);
  return type === 'int' || type === 'str' || type === 'bool' || type === 'NoneType' || type === 'list' || type === 'dict';
}

/** The comment on the same line, or the comment lines directly above. */
function commentOf(node: SyntaxNode, text: string): string | undefined {
  const end = text.indexOf('\n', node.start + node.length);
  const same = /^\s*#\s?(.*)$/.exec(text.slice(node.start + node.length, end < 0 ? undefined : end));
  if (same) return (same[1] ?? '').trim();
  const above = text.slice(0, node.start).split('\n').slice(0, -1);
  const lines: string[] = [];
  for (let line = above.pop(); line !== undefined; line = above.pop()) {
    const comment = /^#(?!\||\s*%%)\s?(.*)$/.exec(line);
    if (!comment) break;
    lines.unshift((comment[1] ?? '').trim());
  }
  return lines.length > 0 ? lines.join('\n') : undefined;
}
