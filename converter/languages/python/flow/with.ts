import type { Flow, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { is, type Nodes, type SyntaxNode } from '../syntax/nodes.js';
import { keep, none, spanOf, type Context } from './context.js';
import { awaited } from './control.js';
import { valueOf } from './expressions.js';
import { runSuite } from './statements.js';
import { assign } from './targets.js';

/** Context managers are entered from left to right and left in the opposite order. */
export function runWith(node: Nodes['With'], context: Context): void {
  runItems(node, 0, context);
}

function runItems(node: Nodes['With'], at: number, context: Context): void {
  const item = node.d.withItems[at];
  if (!item) return runSuite(node.d.suite.d.statements, context);
  const { isAsync = false } = node.d;
  const { expr, target } = item.d;
  const span = spanOf(expr, context);
  const manager = keep(valueOf(expr, context), span, context);
  const call = (method: string, args: readonly Value[]): Value => {
    const value = methodCall(manager, `__${isAsync ? 'a' : ''}${method}__`, { args, span });
    return isAsync ? awaited(value, context, expr) : value;
  };
  const entered = call('enter', []);
  if (target) assign(target, entered, context);
  else context.out.push({ kind: 'evaluate', value: entered, span });
  const leave: Flow = { kind: 'evaluate', value: call('exit', [none, none, none]), span };
  const isEnded = swallows(expr);
  const body: Flow[] = [];
  runItems(node, at + 1, { ...context, nested: context.nested || isEnded, out: body });
  if (body.length > 0) context.out.push({ kind: 'begin', body, span, ...(!isEnded && { manager }) });
  context.out.push(leave);
}

function methodCall(of: Value, key: string, { args, span }: { readonly args: readonly Value[]; readonly span: Span }): Value {
  return { kind: 'call', callee: { kind: 'part', of, how: 'attribute', key, span }, args: args.map(value => ({ value })), span };
}

/** Managers that are made to end the block early: `suppress(…)`, `raises(…)`. */
function swallows(node: SyntaxNode): boolean {
  if (!is(node, 'Call')) return false;
  const { leftExpr } = node.d;
  const name = is(leftExpr, 'MemberAccess') ? leftExpr.d.member : leftExpr;
  return is(name, 'Name') && /^(suppress|raises|assertRaises\w*|warns)$/.test(name.d.value);
}
