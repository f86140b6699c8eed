import { keysKey, type Argument, type Key, type Value } from '../../language.js';
import { is, lookUp, type Nodes, type SyntaxNode, type Table } from '../syntax/nodes.js';
import { mangled, type Scope } from '../syntax/scopes.js';
import { lambda } from './bodies.js';
import { comprehension, generator } from './comprehensions.js';
import { known, nameIn, none, readName, spanOf, type Context } from './context.js';
import { either, freshTemp, isComparison, maybeValue, operation, symbolOf, truthOf, writeTo } from './operators.js';
import { formatCall, joinedText, stringList, templateOf } from './strings.js';

/** What an expression gives. Effects inside it are `do` values, in the order in which Python runs them. */
export function valueOf(node: SyntaxNode, context: Context): Value {
  return lookUp(expressions, node, context) ?? none;
}

const keywords: { readonly [type: number]: Value } = {
  15: { kind: 'scalar', type: 'bool', literal: false },
  27: none,
  34: { kind: 'scalar', type: 'bool', literal: true }
};

const expressions: Table<Context, Value> = {
  Name(node, context) {
    const { start, length } = node.d.token;
    const span = context.cell.spanOf(start, start + length);
    const runtime = context.cell.runtime.get(start);
    if (runtime !== undefined) return known(`ipython.${runtime}`, span);
    const isOwnClass = node.d.value === '__class__' && nameIn('__class__', context)?.scope === 'global' && isInMethod(context.scope);
    return isOwnClass ? known('python.class', span) : readName(node.d.value, span, context);
  },
  Constant: node => keywords[node.d.constType] ?? { kind: 'scalar', type: 'bool' },
  Ellipsis: () => ({ kind: 'scalar', type: 'ellipsis' }),
  Number(node) {
    const { value, isInteger, isImaginary } = node.d;
    if (isImaginary) return { kind: 'scalar', type: 'complex' };
    return { kind: 'scalar', type: isInteger ? 'int' : 'float', ...(typeof value === 'number' && Number.isFinite(value) && { literal: value }) };
  },
  StringList: (node, context) => stringList(node, context),
  MemberAccess: (node, context) => ({
    kind: 'part',
    of: valueOf(node.d.leftExpr, context),
    how: 'attribute',
    key: mangled(node.d.member.d.value, context.scope),
    span: spanOf(node, context)
  }),
  Index(node, context) {
    const of = valueOf(node.d.leftExpr, context);
    return { kind: 'part', of, ...subscript(node, context), span: spanOf(node, context) };
  },
  Slice: (node, context) => slice(node, context),
  Call(node, context) {
    return (
      formatCall(node, context) ?? {
        kind: 'call',
        callee: valueOf(node.d.leftExpr, context),
        args: argumentsOf(node.d.args, context),
        span: spanOf(node, context)
      }
    );
  },
  UnaryOperation(node, context) {
    const value = valueOf(node.d.expr, context);
    const symbol = symbolOf(node.d.operator);
    if (symbol === '-' && value.kind === 'scalar' && typeof value.literal === 'number') return { ...value, literal: -value.literal };
    return operation(symbol, [value], spanOf(node, context));
  },
  BinaryOperation(node, context) {
    const symbol = symbolOf(node.d.operator);
    const span = spanOf(node, context);
    if (isComparison(symbol)) return comparison(node, context);
    const left = valueOf(node.d.leftExpr, context);
    if (symbol === '%') {
      const text = templateOf(left, node.d.rightExpr, context, span);
      if (text) return text;
    }
    const right = valueOf(node.d.rightExpr, context);
    if (symbol === 'and' || symbol === 'or') return { kind: 'choice', of: [left, maybeValue(right, spanOf(node.d.rightExpr, context), context)] };
    return (symbol === '+' && joinedText(left, right, span)) || operation(symbol, [left, right], span);
  },
  Ternary(node, context) {
    const span = spanOf(node, context);
    const test = truthOf(valueOf(node.d.testExpr, context), spanOf(node.d.testExpr, context));
    const value = either([valueOf(node.d.ifExpr, context), valueOf(node.d.elseExpr, context)], span, context);
    return test.kind === 'scalar' ? value : { kind: 'do', flow: [{ kind: 'evaluate', value: test, span: spanOf(node.d.testExpr, context) }], value };
  },
  AssignmentExpression(node, context) {
    const value = valueOf(node.d.rightExpr, context);
    const name = nameIn(node.d.name.d.value, context);
    const span = spanOf(node.d.name, context);
    if (!name) return value;
    return { kind: 'do', flow: [{ kind: 'write', name, value, span }], value: { kind: 'read', name, span } };
  },
  Tuple: (node, context) => display('tuple', node, context),
  List(node, context) {
    const [only] = node.d.items;
    return only && is(only, 'Comprehension') && !only.d.isGenerator ? comprehension('list', only, context) : display('list', node, context);
  },
  Set(node, context) {
    const [only] = node.d.items;
    return only && is(only, 'Comprehension') && !only.d.isGenerator ? comprehension('set', only, context) : display('set', node, context);
  },
  Dictionary: (node, context) => dictionary(node, context),
  Comprehension: (node, context) => (node.d.isGenerator ? generator(node, context) : comprehension('list', node, context)),
  Lambda: (node, context) => lambda(node, context),
  Await: (node, context) => ({
    kind: 'call',
    callee: known('python.await', spanOf(node, context)),
    args: [{ value: valueOf(node.d.expr, context) }],
    span: spanOf(node, context)
  }),
  Yield(node, context) {
    const span = spanOf(node, context);
    return { kind: 'do', flow: [{ kind: 'yield', value: node.d.expr ? valueOf(node.d.expr, context) : none, span }], value: known('python.sent', span) };
  },
  YieldFrom(node, context) {
    const span = spanOf(node, context);
    const from = freshTemp(span, context);
    const element: Value = { kind: 'part', of: from, how: 'element', span };
    return {
      kind: 'do',
      flow: [writeTo(from, valueOf(node.d.expr, context)), { kind: 'loop', body: [{ kind: 'yield', value: element, span }], span }],
      value: known('python.sent', span)
    };
  },
  Unpack: (node, context) => spread(node, context),
  Argument: (node, context) => valueOf(node.d.valueExpr, context),
  TypeAnnotation: (node, context) => valueOf(node.d.annotation, context),
  Error: (node, context) => (node.d.child ? valueOf(node.d.child, context) : none)
};

/** Methods see their class as `__class__`. */
const isInMethod = ({ parent }: Scope): boolean => parent !== undefined && (parent.kind === 'class' || isInMethod(parent));

/** `a < b < c`: operands are evaluated once, from left to right, the later ones only while the comparison holds. */
function comparison(node: Nodes['BinaryOperation'], context: Context): Value {
  const span = spanOf(node, context);
  const symbol = symbolOf(node.d.operator);
  const { leftExpr, rightExpr } = node.d;
  const left = valueOf(leftExpr, context);
  if (!isChain(rightExpr)) return operation(symbol, [left, valueOf(rightExpr, context)], span);
  const first = freshTemp(span, context);
  const second = freshTemp(span, context);
  const flow = [writeTo(first, left), writeTo(second, valueOf(rightExpr.d.leftExpr, context))];
  const rest = chained(second, rightExpr, context);
  return { kind: 'do', flow, value: { kind: 'choice', of: [operation(symbol, [first, second], span), maybeValue(rest, span, context)] } };
}

function chained(left: Value, node: Nodes['BinaryOperation'], context: Context): Value {
  const span = spanOf(node, context);
  const symbol = symbolOf(node.d.operator);
  const { rightExpr } = node.d;
  if (!isChain(rightExpr)) return operation(symbol, [left, valueOf(rightExpr, context)], span);
  const second = freshTemp(span, context);
  const rest = chained(second, rightExpr, context);
  const value: Value = { kind: 'choice', of: [operation(symbol, [left, second], span), maybeValue(rest, span, context)] };
  return { kind: 'do', flow: [writeTo(second, valueOf(rightExpr.d.leftExpr, context))], value };
}

const isChain = (node: SyntaxNode): node is Nodes['BinaryOperation'] =>
  is(node, 'BinaryOperation') && !node.d.hasParens && isComparison(symbolOf(node.d.operator));

/** `how`, `key` and `index` of a subscript. */
export function subscript(node: Nodes['Index'], context: Context): { readonly how: 'item' | 'slice'; readonly key?: Key; readonly index?: Value } {
  const { items, trailingComma } = node.d;
  const [only] = items;
  if (only && items.length === 1 && !trailingComma && !isSpread(only)) {
    const index = valueOf(only.d.valueExpr, context);
    const key = keyOf(index);
    if (key !== undefined) return { how: 'item', key };
    return { how: is(only.d.valueExpr, 'Slice') || (index.kind === 'scalar' && index.type === 'ellipsis') ? 'slice' : 'item', index };
  }
  const holds = items.map((item, at): [Key, Value] =>
    isSpread(item) ? ['*', elementOf(valueOf(item.d.valueExpr, context))] : [at, valueOf(item.d.valueExpr, context)]
  );
  const isView = items.some(({ d }) => is(d.valueExpr, 'Slice') || is(d.valueExpr, 'Ellipsis'));
  return { how: isView ? 'slice' : 'item', index: { kind: 'make', type: 'tuple', holds, span: spanOf(node, context) } };
}

const isSpread = (node: Nodes['Argument']): boolean => node.d.argCategory !== 0 || is(node.d.valueExpr, 'Unpack');

/** The constant that a subscript or a dictionary entry is stored under. */
function keyOf(value: Value): Key | undefined {
  if (value.kind !== 'scalar') return undefined;
  return typeof value.literal === 'string' || (value.type === 'int' && typeof value.literal === 'number') ? value.literal : undefined;
}

function slice(node: Nodes['Slice'], context: Context): Value {
  const { startValue, endValue, stepValue } = node.d;
  const holds = [startValue, endValue, stepValue].flatMap((part, at): [Key, Value][] => (part ? [[at, valueOf(part, context)]] : []));
  return { kind: 'make', type: 'slice', holds, span: spanOf(node, context) };
}

export function argumentsOf(nodes: readonly Nodes['Argument'][], context: Context): readonly Argument[] {
  return nodes.map(node => {
    const { argCategory, name } = node.d;
    const value = valueOf(node.d.valueExpr, context);
    if (argCategory === 1) return { value, spread: 'list' };
    if (argCategory === 2) return { value, spread: 'dict' };
    return name ? { value, name: name.d.value } : { value };
  });
}

export const elementOf = (of: Value, key?: Key): Value => ({
  kind: 'part',
  of,
  how: 'element',
  ...(key !== undefined && { key }),
  span: 'span' in of ? of.span : { from: 0, to: 0 }
});

const spread = (node: Nodes['Unpack'], context: Context): Value => elementOf(valueOf(node.d.expr, context));

/** A list, tuple or set written out. After a starred element the places are unknown. */
function display(type: 'list' | 'tuple' | 'set', node: Nodes['List'] | Nodes['Tuple'] | Nodes['Set'], context: Context): Value {
  let isKnown = type !== 'set';
  const holds = node.d.items.map((item, at): [Key, Value] => {
    isKnown &&= !is(item, 'Unpack');
    return [isKnown ? at : '*', valueOf(item, context)];
  });
  return { kind: 'make', type, holds, span: spanOf(node, context) };
}

/** A dictionary written out; keys that are no constants are among what iterating gives. */
function dictionary(node: Nodes['Dictionary'], context: Context): Value {
  const [only] = node.d.items;
  if (only && is(only, 'Comprehension')) return comprehension('dict', only, context);
  const holds = node.d.items.flatMap((entry): [Key, Value][] => {
    if (is(entry, 'DictionaryExpandEntry')) return expanded(entry, context);
    if (!is(entry, 'DictionaryKeyEntry')) return [['*', valueOf(entry, context)]];
    const key = valueOf(entry.d.keyExpr, context);
    const constant = keyOf(key);
    const value = valueOf(entry.d.valueExpr, context);
    if (constant !== undefined) return [[constant, value]];
    return key.kind === 'scalar'
      ? [['*', value]]
      : [
          [keysKey, key],
          ['*', value]
        ];
  });
  return { kind: 'make', type: 'dict', holds, span: spanOf(node, context) };
}

/** `**other`: its keys and its values. */
function expanded(entry: Nodes['DictionaryExpandEntry'], context: Context): [Key, Value][] {
  const span = spanOf(entry, context);
  const other = freshTemp(span, context);
  const value: Value = { kind: 'part', of: other, how: 'item', key: '*', span };
  return [
    ['*', { kind: 'do', flow: [writeTo(other, valueOf(entry.d.expr, context))], value }],
    [keysKey, elementOf(other)]
  ];
}
