import { keysKey, type Flow, type Key, type Value } from '../../language.js';
import { is, type Nodes } from '../syntax/nodes.js';
import { assign } from './targets.js';
import { makeBody } from './bodies.js';
import { collect, spanOf, type Context } from './context.js';
import { awaited } from './control.js';
import { elementOf, valueOf } from './expressions.js';
import { freshTemp, truthOf, writeTo } from './operators.js';

type Made = 'list' | 'set' | 'dict';

/** `[… for …]`, `{… for …}`: a loop whose variables nobody else sees. */
export function comprehension(type: Made, node: Nodes['Comprehension'], context: Context): Value {
  const scope = context.cell.scopes.get(node);
  const first = firstIterable(node, context);
  if (!scope) return first;
  if (scope.captured) return framed(node, context, { kind: 'function', name: `<${type}comp>`, type });
  const span = spanOf(node, context);
  const iterated = freshTemp(span, context);
  const elements = elementTemps(node, context);
  const flow = collect({ ...context, scope }, inner =>
    inner.out.push(
      writeTo(iterated, first),
      ...waits(node, inner),
      ...loops(node, { at: 0, iterated, each: () => storeElements(node, elements, inner) }, inner)
    )
  );
  return { kind: 'do', flow, value: { kind: 'make', type, holds: keyed(type, elements), span } };
}

/** `(… for …)`: a function of its own that is called at once with the first iterable. */
export function generator(node: Nodes['Comprehension'], context: Context): Value {
  return framed(node, context, { kind: 'generator', name: '<genexpr>' });
}

function framed(
  node: Nodes['Comprehension'],
  context: Context,
  made: { readonly kind: 'function' | 'generator'; readonly name: string; readonly type?: Made }
): Value {
  const span = spanOf(node, context);
  const first = firstIterable(node, context);
  const scope = context.cell.scopes.get(node);
  if (!scope) return first;
  const body = makeBody({ kind: made.kind, name: made.name, scope, span, parameters: [{ name: '.0', kind: 'positional' }] }, context, inner => {
    const iterated: Value = { kind: 'read', name: { scope: 'frame', depth: 0, name: '.0' }, span };
    const elements = elementTemps(node, inner);
    const each = () => (made.type ? storeElements(node, elements, inner) : [{ kind: 'yield', value: valueOf(node.d.expr, inner), span } as const]);
    inner.out.push(...loops(node, { at: 0, iterated, each }, inner));
    if (made.type) inner.out.push({ kind: 'return', value: { kind: 'make', type: made.type, holds: keyed(made.type, elements), span }, span });
  });
  return { kind: 'call', callee: { kind: 'code', body, span }, args: [{ value: first }], span };
}

/** The only part that is evaluated outside: in the scope that holds the comprehension. */
function firstIterable(node: Nodes['Comprehension'], context: Context): Value {
  const [first] = node.d.forIfNodes;
  return first && is(first, 'ComprehensionFor')
    ? valueOf(first.d.iterableExpr, context)
    : { kind: 'make', type: 'list', holds: [], span: spanOf(node, context) };
}

/** A comprehension with `async for` is waited for where it stands. */
const waits = (node: Nodes['Comprehension'], context: Context): readonly Flow[] =>
  node.d.forIfNodes.some(clause => is(clause, 'ComprehensionFor') && clause.d.isAsync)
    ? [{ kind: 'evaluate', value: awaited({ kind: 'scalar' }, context, node), span: spanOf(node, context) }]
    : [];

/** Of a dictionary's two values the first is a key. */
const keyed = (type: Made, elements: readonly Value[]): readonly [Key, Value][] =>
  elements.map((temp, at) => [type === 'dict' && at === 0 ? keysKey : '*', temp]);

interface Clause {
  readonly at: number;
  readonly iterated: Value;
  /** What is done for each element. */
  readonly each: () => readonly Flow[];
}

/** The flow of the `for` and `if` clauses from number `at` on. */
function loops(node: Nodes['Comprehension'], { at, iterated, each }: Clause, context: Context): readonly Flow[] {
  const clause = node.d.forIfNodes[at];
  if (!clause) return each();
  const span = spanOf(clause, context);
  if (is(clause, 'ComprehensionIf')) {
    const test = truthOf(valueOf(clause.d.testExpr, context), span);
    return [
      { kind: 'evaluate', value: test, span },
      { kind: 'branch', arms: [loops(node, { at: at + 1, iterated, each }, context), []], span }
    ];
  }
  if (!is(clause, 'ComprehensionFor')) return each();
  const source = at === 0 ? iterated : freshTemp(span, context);
  const before = at === 0 || source.kind !== 'read' ? [] : [writeTo(source, valueOf(clause.d.iterableExpr, context))];
  const body = collect(context, inner => {
    const element = elementOf(source);
    assign(clause.d.targetExpr, clause.d.isAsync ? awaited(element, inner, clause) : element, inner);
  });
  return [...before, { kind: 'loop', body: [...body, ...loops(node, { at: at + 1, iterated, each }, context)], span }];
}

/** A dictionary's entries have a key and a value. */
function elementTemps(node: Nodes['Comprehension'], context: Context): readonly Extract<Value, { kind: 'read' }>[] {
  const span = spanOf(node.d.expr, context);
  return is(node.d.expr, 'DictionaryKeyEntry') ? [freshTemp(span, context), freshTemp(span, context)] : [freshTemp(span, context)];
}

function storeElements(node: Nodes['Comprehension'], [first, second]: readonly Extract<Value, { kind: 'read' }>[], context: Context): readonly Flow[] {
  const { expr } = node.d;
  if (!first) return [];
  if (!is(expr, 'DictionaryKeyEntry') || !second) return [writeTo(first, valueOf(expr, context))];
  return [writeTo(first, valueOf(expr.d.keyExpr, context)), writeTo(second, valueOf(expr.d.valueExpr, context))];
}
