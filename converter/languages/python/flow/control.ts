import type { Value } from '../../language.js';
import { is, type Nodes, type SyntaxNode } from '../syntax/nodes.js';
import { collect, keep, known, nameIn, spanOf, type Context } from './context.js';
import { valueOf } from './expressions.js';
import { symbolOf, truthOf } from './operators.js';
import { runStatement, runSuite } from './statements.js';
import { assign } from './targets.js';

export function runIf(node: Nodes['If'], context: Context): void {
  const { testExpr, ifSuite, elseSuite } = node.d;
  const truth = constantTruth(testExpr, context);
  if (truth === undefined || isMainTest(testExpr, context)) evaluateTest(testExpr, context);
  if (truth === true) return runStatement(ifSuite, context);
  if (truth === false) return elseSuite && runStatement(elseSuite, context);
  const arms = [collect(context, inner => runStatement(ifSuite, inner)), collect(context, inner => elseSuite && runStatement(elseSuite, inner))];
  context.out.push({ kind: 'branch', arms, span: spanOf(node, context) });
}

export function runWhile(node: Nodes['While'], context: Context): void {
  const { testExpr, whileSuite, elseSuite } = node.d;
  const truth = constantTruth(testExpr, context);
  if (truth === undefined) evaluateTest(testExpr, context);
  if (truth !== false) {
    const body = collect(context, inner => {
      runStatement(whileSuite, inner);
      if (truth === undefined) evaluateTest(testExpr, inner);
    });
    context.out.push({ kind: 'loop', body, span: spanOf(node, context) });
  }
  if (elseSuite && truth !== true) runElse(elseSuite, whileSuite, context);
}

export function runFor(node: Nodes['For'], context: Context): void {
  const { targetExpr, iterableExpr, forSuite, elseSuite, isAsync } = node.d;
  const iterated = keep(valueOf(iterableExpr, context), spanOf(iterableExpr, context), context);
  const body = collect(context, inner => {
    const span = spanOf(targetExpr, inner);
    const element: Value = { kind: 'part', of: iterated, how: 'element', span };
    assign(targetExpr, isAsync ? awaited(element, inner, targetExpr) : element, inner);
    runStatement(forSuite, inner);
  });
  context.out.push({ kind: 'loop', body, span: spanOf(node, context) });
  if (elseSuite) runElse(elseSuite, forSuite, context);
}

/** The value of something that is waited for. */
export function awaited(value: Value, context: Context, node: SyntaxNode): Value {
  const span = spanOf(node, context);
  return { kind: 'call', callee: known('python.await', span), args: [{ value }], span };
}

/** `else` of a loop: skipped only by `break`. */
function runElse(elseSuite: Nodes['Suite'], loopSuite: Nodes['Suite'], context: Context): void {
  if (!breaks(loopSuite)) return runSuite(elseSuite.d.statements, context);
  const arm = collect(context, inner => runSuite(elseSuite.d.statements, inner));
  context.out.push({ kind: 'branch', arms: [arm, []], span: spanOf(elseSuite, context) });
}

function breaks(node: SyntaxNode): boolean {
  if (is(node, 'Break')) return true;
  if (is(node, 'Suite') || is(node, 'StatementList')) return node.d.statements.some(breaks);
  if (is(node, 'If')) return breaks(node.d.ifSuite) || (node.d.elseSuite !== undefined && breaks(node.d.elseSuite));
  if (is(node, 'With')) return breaks(node.d.suite);
  if (is(node, 'Match')) return node.d.cases.some(each => breaks(each.d.suite));
  if (is(node, 'Try'))
    return [node.d.trySuite, node.d.elseSuite, node.d.finallySuite, ...node.d.exceptClauses.map(({ d }) => d.exceptSuite)].some(
      suite => suite !== undefined && breaks(suite)
    );
  // Of an inner loop only the `else` belongs to the outer one.
  return (is(node, 'For') || is(node, 'While')) && node.d.elseSuite !== undefined && breaks(node.d.elseSuite);
}

export function evaluateTest(node: SyntaxNode, context: Context): void {
  const span = spanOf(node, context);
  const value = truthOf(valueOf(node, context), span);
  if (value.kind !== 'scalar') context.out.push({ kind: 'evaluate', value, span });
}

/** A condition that Python decides when it compiles, or that is always true in a notebook and false in a module. */
function constantTruth(node: SyntaxNode, context: Context): boolean | undefined {
  if (isMainTest(node, context)) return !context.cell.isModule;
  if (is(node, 'Constant') || is(node, 'Number') || is(node, 'StringList')) {
    const value = valueOf(node, context);
    return value.kind === 'scalar' && value.literal !== undefined ? Boolean(value.literal) : undefined;
  }
  return undefined;
}

/** `__name__ == '__main__'`. */
function isMainTest(node: SyntaxNode, context: Context): boolean {
  if (!is(node, 'BinaryOperation') || symbolOf(node.d.operator) !== '==') return false;
  const { leftExpr, rightExpr } = node.d;
  const [name, text] = is(leftExpr, 'Name') ? [leftExpr, rightExpr] : [rightExpr, leftExpr];
  if (!is(name, 'Name') || name.d.value !== '__name__' || nameIn('__name__', context)?.scope !== 'global' || !is(text, 'StringList')) return false;
  const value = valueOf(text, context);
  return value.kind === 'scalar' && value.literal === '__main__';
}
