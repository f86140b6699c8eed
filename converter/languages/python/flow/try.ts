import type { Flow } from '../../language.js';
import type { Nodes } from '../syntax/nodes.js';
import { bindName, collect, known, nameIn, spanOf, type Context } from './context.js';
import { valueOf } from './expressions.js';
import { runSuite } from './statements.js';

/** Deeper down the body is told once, as something of which any beginning may run: each level above tells it twice. */
const mostCopied = 5;

/** Either all of the body and `else`, or any beginning of the body and a handler; then `finally`. */
export function runTry(node: Nodes['Try'], context: Context): void {
  const { trySuite, exceptClauses, elseSuite, finallySuite } = node.d;
  const span = spanOf(node, context);
  if (exceptClauses.length === 0) runSuite(trySuite.d.statements, context);
  else if (context.tries >= mostCopied) {
    const body = collect(context, inner => runSuite(trySuite.d.statements, inner));
    const otherwise = collect(context, inner => elseSuite && runSuite(elseSuite.d.statements, inner));
    context.out.push({ kind: 'begin', body, span }, { kind: 'branch', arms: [otherwise, handlers(exceptClauses, context)], span });
  } else {
    const inside = { ...context, tries: context.tries + 1 };
    const body = collect(inside, inner => runSuite(trySuite.d.statements, inner));
    const otherwise = collect(context, inner => elseSuite && runSuite(elseSuite.d.statements, inner));
    const failed: Flow[] = [{ kind: 'begin', body, span }, ...handlers(exceptClauses, context)];
    context.out.push({ kind: 'branch', arms: [[...body, ...otherwise], failed], span });
  }
  if (finallySuite) runSuite(finallySuite.d.statements, context);
}

/** One of the handlers runs; of `except*` several may, one after the other. */
function handlers(clauses: readonly Nodes['Except'][], context: Context): readonly Flow[] {
  const span = spanOf(clauses[0] as Nodes['Except'], context);
  if (clauses.some(({ d }) => d.isExceptGroup)) {
    return clauses.map(clause => ({ kind: 'branch', arms: [collect(context, inner => runHandler(clause, inner)), []], span: spanOf(clause, context) }));
  }
  const [only, ...more] = clauses;
  if (only && more.length === 0) return collect(context, inner => runHandler(only, inner));
  return [{ kind: 'branch', arms: clauses.map(clause => collect(context, inner => runHandler(clause, inner))), span }];
}

function runHandler(node: Nodes['Except'], context: Context): void {
  const { typeExpr, name, exceptSuite } = node.d;
  if (typeExpr) context.out.push({ kind: 'evaluate', value: valueOf(typeExpr, context), span: spanOf(typeExpr, context) });
  const span = name && spanOf(name, context);
  if (name && span) bindName(name.d.value, known('python.exception', span), span, context);
  runSuite(exceptSuite.d.statements, context);
  const bound = name && nameIn(name.d.value, context);
  if (bound && span) context.out.push({ kind: 'delete', name: bound, span });
}
