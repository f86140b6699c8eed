import type { Flow, Value } from '../../language.js';
import { mayAct } from '../../walk.js';
import { many, nameOf, one, places, plain, type SyntaxNode } from '../syntax/nodes.js';
import { bindName, freshTemp, keep, spanOf, writeTo, type Context } from './context.js';
import { elementOf, valueOf } from './expressions.js';
import { assignGlobal, keyOf, partFor, partOf } from './members.js';

/** Stores a value where a pattern or an assignment target says. */
export function assign(outer: SyntaxNode, value: Value, context: Context): void {
  const target = plain(outer);
  const span = spanOf(target);
  switch (target.type) {
    case 'Identifier':
      return bindName(nameOf(target), value, span, context);
    case 'MemberExpression':
      return assignMember(target, value, context);
    case 'AssignmentPattern': {
      const [left, right] = [one(target, 'left'), one(target, 'right')];
      if (left) assign(left, right ? withDefault(value, right, context) : value, context);
      return;
    }
    case 'RestElement': {
      const argument = one(target, 'argument');
      if (argument) assign(argument, value, context);
      return;
    }
    case 'ObjectPattern':
      return takeApart(target, keep(value, span, context), context);
    case 'ArrayPattern':
      return takeElements(target, keep(value, span, context), context);
    default:
      context.out.push({ kind: 'evaluate', value, span }, { kind: 'evaluate', value: valueOf(target, context), span });
  }
}

function withDefault(value: Value, given: SyntaxNode, context: Context): Value {
  const span = spanOf(given);
  const fallback = valueOf(given, context);
  if (!mayAct(fallback)) return { kind: 'choice', of: [value, fallback] };
  const temp = freshTemp(span, context);
  const flow: readonly Flow[] = [writeTo(temp, value), { kind: 'branch', arms: [[writeTo(temp, fallback)], []], span }];
  return { kind: 'do', flow, value: temp };
}

function assignMember(target: SyntaxNode, value: Value, context: Context): void {
  const place = partOf(target, context);
  const span = spanOf(target);
  if (assignGlobal(target, value, context)) return;
  if (place.kind !== 'part') {
    context.out.push({ kind: 'evaluate', value, span });
    return;
  }
  const isOrdered = !mayAct(place.of) && !(place.index && mayAct(place.index));
  const adds = isOrdered || !mayAct(value) ? value : keep(value, span, context);
  const { of, how, key, index } = place;
  context.out.push({
    kind: 'mutate',
    target: of,
    how: how === 'item' ? 'item' : 'attribute',
    ...(key !== undefined && { key }),
    ...(index && { index }),
    adds,
    span
  });
}

/** `{ a, b: c, ...rest }`. */
function takeApart(target: SyntaxNode, value: Value, context: Context): void {
  for (const property of many(target, 'properties')) {
    const span = spanOf(property);
    if (property.type === 'RestElement') {
      const any: Value = { kind: 'part', of: value, how: 'item', key: '*', span };
      assign(property, { kind: 'make', type: 'Object', holds: [['*', any]], span }, context);
      continue;
    }
    const [key, inner] = [one(property, 'key'), one(property, 'value')];
    if (!key || !inner) continue;
    assign(inner, partFor(value, keyOf(key, property['computed'] === true, context), span), context);
  }
}

/** `[a, , b = 1, ...rest]`: places may have shifted, so each is any element. */
function takeElements(target: SyntaxNode, value: Value, context: Context): void {
  for (const element of places(target, 'elements')) {
    if (!element) continue;
    const span = spanOf(element);
    const held = elementOf(value, span);
    assign(element, element.type === 'RestElement' ? { kind: 'make', type: 'Array', holds: [['*', held]], span } : held, context);
  }
}

/** `[a, b] = [b, a]`: one to one, all values first. Absent where places do not match. */
export function assignPairs(target: SyntaxNode, given: SyntaxNode, context: Context): boolean {
  const [left, right] = [plain(target), plain(given)];
  if (left.type !== 'ArrayPattern' || right.type !== 'ArrayExpression') return false;
  const [targets, values] = [places(left, 'elements'), places(right, 'elements')];
  const isPlain = (nodes: readonly (SyntaxNode | undefined)[]) => nodes.every(node => node && node.type !== 'RestElement' && node.type !== 'SpreadElement');
  if (targets.length > values.length || !isPlain(targets) || !isPlain(values)) return false;
  const kept = values.map(value => (value ? keep(valueOf(value, context), spanOf(value), context) : undefined));
  targets.forEach((each, at) => {
    const value = kept[at];
    if (each && value) assign(each, value, context);
  });
  return true;
}
