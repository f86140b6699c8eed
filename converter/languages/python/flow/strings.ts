import type { Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { is, type Nodes, type SyntaxNode } from '../syntax/nodes.js';
import { decoded } from '../syntax/text.js';
import { spanOf, type Context } from './context.js';
import { argumentsOf, valueOf } from './expressions.js';

type Part = string | Value;

/** The parser's flags of a string token. */
const flags = { raw: 8, bytes: 32, template: 128 } as const;

/** Adjacent string literals: one constant, or a text where there are fields. */
export function stringList(node: Nodes['StringList'], context: Context): Value {
  const { strings } = node.d;
  const [first] = strings;
  if (first && strings.some(({ d }) => (d.token.flags & flags.bytes) !== 0)) return { kind: 'scalar', type: 'bytes' };
  const span = spanOf(node, context);
  const isTemplate = strings.some(({ d }) => (d.token.flags & flags.template) !== 0);
  const parts = strings.flatMap(each => (is(each, 'FormatString') ? fieldsOf(each, context) : [plainText(each.d.token.escapedValue, each.d.token.flags)]));
  if (isTemplate) return { kind: 'make', type: 'template', holds: parts.flatMap(part => (typeof part === 'string' ? [] : [['*', part] as const])), span };
  return textOf(parts, span);
}

/** A constant where no part is a value; neighbouring pieces are joined. */
function textOf(parts: readonly Part[], span: Span): Value {
  const joined: Part[] = [];
  for (const part of parts) {
    const plain = typeof part !== 'string' && part.kind === 'scalar' && part.type === 'str' && typeof part.literal === 'string' ? part.literal : part;
    const last = joined.at(-1);
    if (typeof plain === 'string' && typeof last === 'string') joined[joined.length - 1] = last + plain;
    else if (plain !== '') joined.push(plain);
  }
  const [only = ''] = joined;
  if (joined.length === 1 && typeof only !== 'string' && only.kind === 'scalar' && only.type === 'str') return only;
  if (joined.length <= 1 && typeof only === 'string') return { kind: 'scalar', type: 'str', literal: only };
  return { kind: 'text', parts: joined, span };
}

/** The pieces and fields of an f-string. A field with a conversion or format is no plain part of the text. */
function fieldsOf(node: Nodes['FormatString'], context: Context): readonly Part[] {
  const { text } = context.cell;
  const fields = [...node.d.fieldExprs, ...node.d.formatExprs].sort((a, b) => a.start - b.start);
  const pieces = node.d.middleTokens.map(token => ({ from: token.start, part: fieldText(token.escapedValue, token.flags) }));
  const values: { readonly from: number; readonly part: Part }[] = [];
  for (let at = 0; at < fields.length;) {
    const field = fields[at] as SyntaxNode;
    const end = fieldEnd(text, field.start + field.length);
    const inner = fields.slice(at + 1).filter(({ start }) => start < end.to);
    const span = context.cell.spanOf(field.start, field.start + field.length);
    const value = valueOf(field, context);
    const isPlain = end.suffix === '';
    const part: Part = isPlain
      ? value
      : { kind: 'operate', how: 'format', operator: end.suffix, of: [value, ...inner.map(each => valueOf(each, context))], span };
    const opened = text.lastIndexOf('{', field.start);
    if (end.suffix.startsWith('=')) values.push({ from: opened, part: text.slice(opened + 1, text.indexOf('=', field.start + field.length) + 1) });
    values.push({ from: field.start, part });
    at += 1 + inner.length;
  }
  return [...pieces, ...values].sort((a, b) => a.from - b.from).map(({ part }) => part);
}

/** A literal's text; a string of unknown text where it names characters. */
const plainText = (inside: string, kind: number): Part => decoded(inside, (kind & flags.raw) !== 0) ?? { kind: 'scalar', type: 'str' };

function fieldText(inside: string, kind: number): Part {
  const text = plainText(inside, kind);
  return typeof text === 'string' ? text.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : text;
}

/** From the end of a field's expression to its closing brace: `!r`, `:>8`, `=`. */
function fieldEnd(text: string, from: number): { readonly to: number; readonly suffix: string } {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return { to: at, suffix: text.slice(from, at).trim() };
  }
  return { to: text.length, suffix: '' };
}

/** `+` where both sides are surely strings. */
export function joinedText(left: Value, right: Value, span: Span): Value | undefined {
  return isText(left) && isText(right) ? textOf([...partsOf(left), ...partsOf(right)], span) : undefined;
}

const isText = (value: Value): boolean => value.kind === 'text' || (value.kind === 'scalar' && value.type === 'str' && typeof value.literal === 'string');

function partsOf(value: Value): readonly Part[] {
  if (value.kind === 'text') return value.parts;
  return value.kind === 'scalar' && typeof value.literal === 'string' ? [value.literal] : [value];
}

/** `'…%s…' % values` with a literal on the left. Absent where it is not that, or has more than simple fields. */
export function templateOf(left: Value, right: SyntaxNode, context: Context, span: Span): Value | undefined {
  if (left.kind !== 'scalar' || typeof left.literal !== 'string') return undefined;
  const pieces = left.literal.split(/(%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z%])/);
  const items = is(right, 'Tuple') ? right.d.items : [right];
  const wanted = pieces.filter((field, at) => at % 2 === 1 && field !== '%%').length;
  if (wanted !== items.length || left.literal.includes('%(') || items.some(item => is(item, 'Unpack'))) return undefined;
  const values = items.map(item => valueOf(item, context));
  const parts = pieces.map((field, at): Part => {
    if (at % 2 === 0) return field;
    if (field === '%%') return '%';
    const value = values.shift() as Value;
    return field === '%s' ? value : { kind: 'operate', how: 'format', operator: field, of: [value], span };
  });
  return textOf(parts, span);
}

/** `'…{}…'.format(…)` on a literal whose fields are plain places and names. Absent where it is anything else. */
export function formatCall(node: Nodes['Call'], context: Context): Value | undefined {
  const { leftExpr, args } = node.d;
  if (!is(leftExpr, 'MemberAccess') || leftExpr.d.member.d.value !== 'format' || !is(leftExpr.d.leftExpr, 'StringList')) return undefined;
  const template = valueOf(leftExpr.d.leftExpr, context);
  if (template.kind !== 'scalar' || typeof template.literal !== 'string' || args.some(({ d }) => d.argCategory !== 0)) return undefined;
  const pieces = template.literal
    .replace(/\{\{/g, '\u0001')
    .replace(/\}\}/g, '\u0002')
    .split(/\{(\w*(?:![rsa])?(?::[^{}]*)?)\}/);
  if (pieces.some((text, at) => at % 2 === 0 && /[{}]/.test(text))) return undefined;
  const given = argumentsOf(args, context);
  const used = new Set<number>();
  const span = spanOf(node, context);
  let place = 0;
  const parts = pieces.map((text, at): Part | undefined => {
    if (at % 2 === 0) return text.replace(/\u0001/g, '{').replace(/\u0002/g, '}');
    const [, name = '', suffix = ''] = /^(\w*)(.*)$/s.exec(text) ?? [];
    const index = name === '' ? place++ : /^\d+$/.test(name) ? Number(name) : given.findIndex(argument => argument.name === name);
    const value = given[index]?.value;
    if (!value || used.has(index)) return undefined;
    used.add(index);
    return suffix === '' ? value : { kind: 'operate', how: 'format', operator: suffix, of: [value], span };
  });
  // Every argument once and in order, so that none is evaluated twice, too late or not at all.
  const isOrdered = [...used].every((index, at) => index === at) && used.size === given.length;
  return isOrdered && parts.every(part => part !== undefined) ? textOf(parts, span) : undefined;
}
