import type { Argument, Flow, Key, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { childrenOf, many, nameOf, one, places, plain, word, type SyntaxNode } from '../syntax/nodes.js';
import { functionValue, selfNamed } from './bodies.js';
import { callOf, evaluate, freshTemp, keep, known, nameIn, nothing, readName, spanOf, textValue, writeTo, type Context } from './context.js';
import { callValue, importValue } from './calls.js';
import { classValue } from './classes.js';
import { asksForBuiltin, globalObject, isGlobalObject, isTopThis, partOf } from './members.js';
import { objectValue } from './objects.js';
import { either, joinedText, maybeValue, operation, textOf, truthOf } from './operators.js';
import { assign, assignPairs } from './patterns.js';

/** What an expression gives. Effects inside it are `do` values, in the order in which JavaScript runs them. */
export function valueOf(outer: SyntaxNode, context: Context): Value {
  if (outer.type === 'ChainExpression') return chain(outer, context);
  const node = outer.type === 'ParenthesizedExpression' || outer.type.startsWith('TS') ? unwrapped(outer) : outer;
  if (node !== outer) return valueOf(node, context);
  return expressions[node.type]?.(node, context) ?? unknown(node, context);
}

/** Takes one wrapper off, so that chains inside are seen. */
const unwrapped = (node: SyntaxNode): SyntaxNode => (plain(node) === node ? node : (one(node, 'expression') ?? node));

/** `a?.b()`: what follows `?.` may be left out. */
function chain(node: SyntaxNode, context: Context): Value {
  const inner = one(node, 'expression');
  return inner ? { kind: 'choice', of: [maybeValue(valueOf(inner, context), spanOf(node), context), nothing] } : nothing;
}

const constants: { readonly [name: string]: Value } = {
  undefined: nothing,
  NaN: { kind: 'scalar', type: 'float' },
  Infinity: { kind: 'scalar', type: 'float' }
};

const expressions: { readonly [type: string]: (node: SyntaxNode, context: Context) => Value } = {
  Identifier(node, context) {
    const name = nameOf(node);
    if (isGlobalObject(node, context)) return globalObject(node, context);
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
    return constant && nameIn(name, context).scope === 'global' ? constant : readName(name, spanOf(node), context);
  },
  ThisExpression: (node, context) => (isTopThis(node, context) ? globalObject(node, context) : readName('this', spanOf(node), context)),
  Literal: node => literal(node),
  TemplateLiteral: (node, context) => template(node, context),
  TaggedTemplateExpression(node, context) {
    const [tag, quasi] = [one(node, 'tag'), one(node, 'quasi')];
    if (!tag || !quasi) return nothing;
    const span = spanOf(node);
    // One and the same object each time in one process, and another in the next.
    const strings = callOf(known('javascript.strings', span), [], span);
    return callOf(valueOf(tag, context), [strings, ...many(quasi, 'expressions').map(each => valueOf(each, context))], span);
  },
  ArrayExpression: (node, context) => arrayValue(node, context),
  ObjectExpression: objectValue,
  FunctionExpression: (node, context) => selfNamed(node, context, inner => functionValue(node, inner, { name: nameOf(one(node, 'id')) || '<function>' })),
  ArrowFunctionExpression: (node, context) => functionValue(node, context, { name: '<arrow>' }),
  ClassExpression: (node, context) => selfNamed(node, context, inner => classValue(node, nameOf(one(node, 'id')), inner)),
  UnaryExpression: (node, context) => unary(node, context),
  UpdateExpression(node, context) {
    const argument = one(node, 'argument');
    if (!argument) return nothing;
    const step: Value = { kind: 'scalar', type: 'float', literal: 1 };
    return augmented(argument, { operator: word(node, 'operator').charAt(0), value: step, span: spanOf(node) }, context);
  },
  BinaryExpression: (node, context) => binary(node, context),
  LogicalExpression(node, context) {
    const [left, right] = [one(node, 'left'), one(node, 'right')];
    if (!left || !right) return nothing;
    return { kind: 'choice', of: [valueOf(left, context), maybeValue(valueOf(right, context), spanOf(right), context)] };
  },
  ConditionalExpression(node, context) {
    const [test, yes, no] = [one(node, 'test'), one(node, 'consequent'), one(node, 'alternate')];
    if (!test || !yes || !no) return nothing;
    const tested = truthOf(valueOf(test, context), spanOf(test));
    const value = either([valueOf(yes, context), valueOf(no, context)], spanOf(node), context);
    return tested.kind === 'scalar' ? value : { kind: 'do', flow: [{ kind: 'evaluate', value: tested, span: spanOf(test) }], value };
  },
  AssignmentExpression: (node, context) => assignment(node, context),
  SequenceExpression(node, context) {
    const all = many(node, 'expressions');
    const flow: Flow[] = [];
    const inner = { ...context, out: flow };
    for (const each of all.slice(0, -1)) evaluate(valueOf(each, inner), spanOf(each), inner);
    const last = all.at(-1);
    return last ? { kind: 'do', flow, value: valueOf(last, inner) } : nothing;
  },
  MemberExpression: partOf,
  CallExpression: callValue,
  NewExpression: callValue,
  ImportExpression: (node, context) => importValue(one(node, 'source'), spanOf(node), context),
  AwaitExpression(node, context) {
    const argument = one(node, 'argument');
    return argument ? awaited(valueOf(argument, context), spanOf(node)) : nothing;
  },
  YieldExpression: (node, context) => yielded(node, context),
  MetaProperty: node => known('javascript.meta', spanOf(node)),
  SpreadElement(node, context) {
    const argument = one(node, 'argument');
    return argument ? elementOf(valueOf(argument, context), spanOf(node)) : nothing;
  },
  PrivateIdentifier: node => textValue(nameOf(node)),
  TSEnumMember: () => nothing
};

/** Elements of markup and whatever else: all that is inside is evaluated, and held. */
function unknown(node: SyntaxNode, context: Context): Value {
  const holds = childrenOf(node)
    .filter(({ type }) => !/^JSX(Identifier|Text|MemberExpression|NamespacedName|Opening|Closing)/.test(type))
    .map((child): [Key, Value] => ['*', valueOf(child, context)]);
  return { kind: 'make', type: 'Object', holds, span: spanOf(node) };
}

export const awaited = (value: Value, span: Span): Value => callOf(known('javascript.await', span), [value], span);

export const elementOf = (of: Value, span: Span): Value => ({ kind: 'part', of, how: 'element', span });

function literal(node: SyntaxNode): Value {
  const { value } = node;
  if (node['regex'] !== undefined) return { kind: 'make', type: 'RegExp', holds: [], span: spanOf(node) };
  if (typeof value === 'string') return textValue(value);
  if (typeof value === 'number') return { kind: 'scalar', type: 'float', ...(Number.isFinite(value) && { literal: value }) };
  if (typeof value === 'boolean') return { kind: 'scalar', type: 'bool', literal: value };
  return value === null && typeof node['bigint'] !== 'string' ? nothing : { kind: 'scalar', type: 'bigint' };
}

function template(node: SyntaxNode, context: Context): Value {
  const values = many(node, 'expressions');
  const parts = many(node, 'quasis').flatMap((quasi, at): (string | Value)[] => {
    const { cooked } = (quasi['value'] ?? {}) as { cooked?: unknown };
    const value = values[at];
    return [typeof cooked === 'string' ? cooked : { kind: 'scalar', type: 'str' }, ...(value ? [valueOf(value, context)] : [])];
  });
  return textOf(parts, spanOf(node));
}

function arrayValue(node: SyntaxNode, context: Context): Value {
  let isKnown = true;
  const holds = places(node, 'elements').flatMap((element, at): [Key, Value][] => {
    if (!element) return [];
    isKnown &&= element.type !== 'SpreadElement';
    return [[isKnown ? at : '*', valueOf(element, context)]];
  });
  return { kind: 'make', type: 'Array', holds, span: spanOf(node) };
}

function unary(node: SyntaxNode, context: Context): Value {
  const argument = one(node, 'argument');
  const operator = word(node, 'operator');
  if (!argument) return nothing;
  if (operator === 'typeof' && isGlobalObject(argument, context)) return textValue('object');
  if (operator === 'delete') return deleted(argument, context);
  if (operator === 'typeof' && argument.type === 'Identifier' && nameIn(nameOf(argument), context).scope === 'global' && !isBound(nameOf(argument), context))
    return { kind: 'operate', how: 'truth', operator, of: [{ kind: 'choice', of: [nothing, valueOf(argument, context)] }], span: spanOf(node) };
  const value = valueOf(argument, context);
  if (operator === 'void') return { kind: 'do', flow: [{ kind: 'evaluate', value, span: spanOf(argument) }], value: nothing };
  if (operator === '-' && value.kind === 'scalar' && typeof value.literal === 'number') return { ...value, literal: -value.literal };
  return operation(operator, [value], spanOf(node));
}

const isBound = (name: string, { cell }: Context): boolean => cell.scopes.root.bound.has(name);

/** `delete x.y`. */
function deleted(argument: SyntaxNode, context: Context): Value {
  const part = valueOf(argument, context);
  const span = spanOf(argument);
  const given: Value = { kind: 'scalar', type: 'bool' };
  if (part.kind === 'read') return { kind: 'do', flow: part.name.scope === 'global' ? [{ kind: 'delete', name: part.name, span }] : [], value: given };
  if (part.kind !== 'part') return { kind: 'do', flow: [{ kind: 'evaluate', value: part, span }], value: given };
  const { of, how, key, index } = part;
  const target = { target: of, how: how === 'item' ? ('item' as const) : ('attribute' as const), ...(key !== undefined && { key }), ...(index && { index }) };
  return { kind: 'do', flow: [{ kind: 'mutate', ...target, span }], value: given };
}

function binary(node: SyntaxNode, context: Context): Value {
  const [left, right] = [one(node, 'left'), one(node, 'right')];
  if (!left || !right) return nothing;
  if (word(node, 'operator') === 'in' && asksForBuiltin(left, right, context)) return { kind: 'scalar', type: 'bool' };
  const values = [valueOf(left, context), valueOf(right, context)] as const;
  const span = spanOf(node);
  const operator = word(node, 'operator');
  return (operator === '+' && joinedText(values[0], values[1], span)) || operation(operator, values, span);
}

/** `target op= value`, `++target`. */
function augmented(
  outer: SyntaxNode,
  { operator, value, span }: { readonly operator: string; readonly value: Value; readonly span: Span },
  context: Context
): Value {
  const target = valueOf(outer, context);
  if (target.kind === 'read') return { kind: 'do', flow: [{ kind: 'augment', target: target.name, operator: `${operator}=`, value, span }], value: target };
  if (target.kind === 'part') return { kind: 'do', flow: [{ kind: 'augment', target, operator: `${operator}=`, value, span }], value: target };
  return {
    kind: 'do',
    flow: [
      { kind: 'evaluate', value: target, span },
      { kind: 'evaluate', value, span }
    ],
    value: nothing
  };
}

function assignment(node: SyntaxNode, context: Context): Value {
  const [left, right] = [one(node, 'left'), one(node, 'right')];
  const operator = word(node, 'operator');
  if (!left || !right) return nothing;
  const span = spanOf(node);
  const flow: Flow[] = [];
  const inner = { ...context, out: flow };
  if (operator === '=') {
    if (assignPairs(left, right, inner)) return { kind: 'do', flow, value: { kind: 'scalar' } };
    const value = keep(valueOf(right, inner), span, inner);
    assign(left, value, inner);
    return { kind: 'do', flow, value };
  }
  if (!/^(&&|\|\||\?\?)=$/.test(operator)) return augmented(left, { operator: operator.slice(0, -1), value: valueOf(right, context), span }, context);
  const before = keep(valueOf(left, inner), span, inner);
  const temp = freshTemp(span, context);
  const arm: Flow[] = [];
  const within = { ...inner, nested: true, out: arm };
  arm.push(writeTo(temp, valueOf(right, within)));
  assign(left, temp, within);
  flow.push({ kind: 'branch', arms: [arm, []], span });
  return { kind: 'do', flow, value: { kind: 'choice', of: [before, temp] } };
}

function yielded(node: SyntaxNode, context: Context): Value {
  const span = spanOf(node);
  const argument = one(node, 'argument');
  const value = argument ? valueOf(argument, context) : nothing;
  const sent = known('javascript.sent', span);
  if (node['delegate'] !== true) return { kind: 'do', flow: [{ kind: 'yield', value, span }], value: sent };
  const from = freshTemp(span, context);
  return { kind: 'do', flow: [writeTo(from, value), { kind: 'loop', body: [{ kind: 'yield', value: elementOf(from, span), span }], span }], value: sent };
}

export function argumentsOf(node: SyntaxNode, context: Context): readonly Argument[] {
  return many(node, 'arguments').map(each => {
    const spread = each.type === 'SpreadElement' ? one(each, 'argument') : undefined;
    return spread ? { value: valueOf(spread, context), spread: 'list' } : { value: valueOf(each, context) };
  });
}
