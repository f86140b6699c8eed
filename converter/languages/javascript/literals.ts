import type { Json } from '../../notebook/notebook.js';
import type { LiteralAssignment } from '../language.js';
import { many, nameOf, one, places, plain, word, type SyntaxNode } from './syntax/nodes.js';
import { spanOf } from './flow/context.js';

/** `const name = literal` among top-level statements, with the comment that explains it. */
export function literalAssignments(statements: readonly SyntaxNode[], text: string): readonly LiteralAssignment[] {
  return statements.flatMap(node => {
    const [id, value] = targetOf(node);
    const found = value && literalOf(value);
    if (!found || id?.type !== 'Identifier') return [];
    const comment = commentOf(node, text);
    return [{ name: nameOf(id), ...found, span: spanOf(node), ...(comment !== undefined && { comment }) }];
  });
}

function targetOf(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  if (node.type === 'VariableDeclaration') {
    const [only, ...more] = many(node, 'declarations');
    return only && more.length === 0 ? [one(only, 'id'), one(only, 'init')] : [];
  }
  const expression = node.type === 'ExpressionStatement' ? one(node, 'expression') : undefined;
  return expression?.type === 'AssignmentExpression' && word(expression, 'operator') === '=' ? [one(expression, 'left'), one(expression, 'right')] : [];
}

interface Literal {
  readonly value: Json;
  readonly type: string;
}

/** The constant that an expression spells out; absent where it is none or JSON cannot hold it. */
function literalOf(outer: SyntaxNode): Literal | undefined {
  const node = plain(outer);
  switch (node.type) {
    case 'Literal':
      return constant(node);
    case 'TemplateLiteral': {
      const [only, ...more] = many(node, 'quasis');
      const { cooked } = (only?.['value'] ?? {}) as { cooked?: unknown };
      return more.length === 0 && typeof cooked === 'string' ? { value: cooked, type: 'string' } : undefined;
    }
    case 'UnaryExpression': {
      const argument = one(node, 'argument');
      const inner = argument && literalOf(argument);
      return word(node, 'operator') === '-' && typeof inner?.value === 'number' && inner.value !== 0 ? { value: -inner.value, type: 'number' } : undefined;
    }
    case 'ArrayExpression': {
      const items = places(node, 'elements').map(each => each && literalOf(each)?.value);
      return items.every(item => item !== undefined) ? { value: items, type: 'array' } : undefined;
    }
    case 'ObjectExpression':
      return objectOf(node);
    default:
      return undefined;
  }
}

function constant({ value, regex, bigint }: SyntaxNode): Literal | undefined {
  if (regex !== undefined || typeof bigint === 'string') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: 'number' } : undefined;
  if (typeof value === 'string') return { value, type: 'string' };
  if (typeof value === 'boolean') return { value, type: 'boolean' };
  return value === null ? { value, type: 'null' } : undefined;
}

function objectOf(node: SyntaxNode): Literal | undefined {
  const entries: (readonly [string, Json])[] = [];
  for (const property of many(node, 'properties')) {
    const [key, inner] = [one(property, 'key'), one(property, 'value')];
    const isPlain = property.type === 'Property' && word(property, 'kind') === 'init' && property['computed'] !== true;
    const name = key && (nameOf(key) || (key['value'] as Json | undefined));
    const value = isPlain && inner ? literalOf(inner)?.value : undefined;
    if (value === undefined || (typeof name !== 'string' && typeof name !== 'number') || name === '__proto__') return undefined;
    entries.push([String(name), value]);
  }
  return { value: Object.fromEntries(entries), type: 'object' };
}

/** The comment on the same line, or the comment lines directly above. */
function commentOf(node: SyntaxNode, text: string): string | undefined {
  const end = text.indexOf('\n', node.end);
  const same = /^\s*;?\s*\/\/\s?(.*)$/.exec(text.slice(node.end, end < 0 ? undefined : end));
  if (same) return (same[1] ?? '').trim();
  const above = text.slice(0, node.start).split('\n').slice(0, -1);
  const lines: string[] = [];
  for (let line = above.pop(); line !== undefined; line = above.pop()) {
    const comment = /^\/\/(?!\||\s*%%)\s?(.*)$/.exec(line);
    if (!comment) break;
    lines.unshift((comment[1] ?? '').trim());
  }
  return lines.length > 0 ? lines.join('\n') : undefined;
}
