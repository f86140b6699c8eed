import type { Flow, Key, Value } from '../../language.js';
import { is, type Nodes, type SyntaxNode } from '../syntax/nodes.js';
import { mangled } from '../syntax/scopes.js';
import { bindName, keep, spanOf, type Context } from './context.js';
import { elementOf, subscript, valueOf } from './expressions.js';
import { mayAct } from '../../walk.js';

/** Stores a value where an assignment target says: names, attributes, items, and patterns of these. */
export function assign(target: SyntaxNode, value: Value, context: Context): void {
  const span = spanOf(target, context);
  if (is(target, 'Name')) {
    const { start, length } = target.d.token;
    bindName(target.d.value, value, context.cell.spanOf(start, start + length), context);
  } else if (is(target, 'MemberAccess') || is(target, 'Index')) {
    const place = placeOf(target, context);
    const isOrdered = !mayAct(place.target) && !(place.index && mayAct(place.index));
    const adds = isOrdered || !mayAct(value) ? value : keep(value, span, context);
    context.out.push({ kind: 'mutate', ...place, adds, span });
  } else if (is(target, 'Tuple') || is(target, 'List')) unpack(target.d.items, keep(value, span, context), context);
  else if (is(target, 'Unpack')) assign(target.d.expr, value, context);
  else if (is(target, 'TypeAnnotation')) assign(target.d.valueExpr, value, context);
  else context.out.push({ kind: 'evaluate', value, span }, { kind: 'evaluate', value: valueOf(target, context), span });
}

/** `a, *b, c = value`: places are known up to the star. */
function unpack(items: readonly SyntaxNode[], value: Value, context: Context): void {
  const star = items.findIndex(item => is(item, 'Unpack'));
  items.forEach((item, at) => {
    const key = star < 0 || at < star ? at : '*';
    const element = { ...elementOf(value, key), span: spanOf(item, context) };
    assign(item, at === star ? { kind: 'make', type: 'list', holds: [['*', element] satisfies [Key, Value]], span: spanOf(item, context) } : element, context);
  });
}

/** The object and the place in it that `x.a` and `x[k]` name. */
function placeOf(
  target: Nodes['MemberAccess'] | Nodes['Index'],
  context: Context
): Pick<Extract<Flow, { kind: 'mutate' }>, 'target' | 'how' | 'key' | 'index'> {
  const of = valueOf(target.d.leftExpr, context);
  if (is(target, 'MemberAccess')) return { target: of, how: 'attribute', key: mangled(target.d.member.d.value, context.scope) };
  const { key, index } = subscript(target, context);
  return { target: of, how: 'item', ...(key !== undefined && { key }), ...(index && { index }) };
}

/** `del a, b.c, d[0]`. */
export function remove(target: SyntaxNode, context: Context): void {
  const span = spanOf(target, context);
  if (is(target, 'Name')) {
    const read = valueOf(target, context);
    if (read.kind !== 'read') return;
    context.out.push({ kind: 'delete', name: read.name, span: read.span });
    if (context.body === undefined) context.cell.deletions.push({ name: read.name.name, span: read.span, nested: context.nested });
  } else if (is(target, 'MemberAccess') || is(target, 'Index')) {
    context.out.push({ kind: 'mutate', ...placeOf(target, context), span });
  } else if (is(target, 'Tuple') || is(target, 'List')) target.d.items.forEach(item => remove(item, context));
  else context.out.push({ kind: 'evaluate', value: valueOf(target, context), span });
}
