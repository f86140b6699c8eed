import type { Flow, Value } from '../../language.js';
import { is, lookUp, nameOf, type Nodes, type SyntaxNode, type Table } from '../syntax/nodes.js';
import { defineAlias, defineClass, defineFunction, evaluateAnnotations } from './bodies.js';
import { collect, keep, none, spanOf, type Context } from './context.js';
import { runFor, runIf, runWhile } from './control.js';
import { subscript, valueOf } from './expressions.js';
import { runImport, runImportFrom } from './imports.js';
import { runMatch } from './match.js';
import { freshTemp, symbolOf, writeTo } from './operators.js';
import { assign, remove } from './targets.js';
import { runTry } from './try.js';
import { runWith } from './with.js';

/** What a block of statements does, in order. */
export function runSuite(statements: readonly SyntaxNode[], context: Context): void {
  for (const statement of statements) runStatement(statement, context);
}

export function runStatement(node: SyntaxNode, context: Context): void {
  if (nameOf(node) in statements) lookUp(statements, node, context);
  else runExpression(node, context);
}

function runExpression(node: SyntaxNode, context: Context): void {
  const step: Flow = { kind: 'evaluate', value: valueOf(node, context), span: spanOf(node, context) };
  const isShown = context.body === undefined && context.showsEach === true;
  if (isShown) context.cell.shown.push({ node, value: step.value });
  context.out.push(isShown ? { ...step, isShown } : step);
}

const ignore = () => {};

const statements: Table<Context, void> = {
  StatementList: (node, context) => runSuite(node.d.statements, context),
  Suite: (node, context) => runSuite(node.d.statements, context),
  Assignment: (node, context) => runAssignment(node, context),
  AugmentedAssignment: (node, context) => runAugmented(node, context),
  TypeAnnotation: (node, context) => declare(node, context),
  Return: (node, context) =>
    context.out.push({ kind: 'return', value: node.d.expr ? valueOf(node.d.expr, context) : none, span: spanOf(node, context) }) && undefined,
  Raise: (node, context) => runRaise(node, context),
  Assert: (node, context) => runAssert(node, context),
  Del: (node, context) => node.d.targets.forEach(target => remove(target, context)),
  If: runIf,
  While: runWhile,
  For: runFor,
  Try: runTry,
  With: runWith,
  Match: runMatch,
  Function: defineFunction,
  Class: defineClass,
  TypeAlias: defineAlias,
  Import: runImport,
  ImportFrom: runImportFrom,
  Pass: ignore,
  Break: ignore,
  Continue: ignore,
  Global: (node, context) => declareGlobal(node, context),
  Nonlocal: ignore
};

/** At top level `global` changes nothing. */
function declareGlobal(node: Nodes['Global'], { cell, body, ...context }: Context): void {
  if (body === undefined) return;
  const detail = node.d.targets.map(({ d }) => d.value).join(', ');
  cell.rungs.push({ rung: 'script', rule: 'global-statement', body, span: spanOf(node, { cell, ...context }), detail });
}

/** `a = b = value`: the value once, then the targets from left to right. */
function runAssignment(node: Nodes['Assignment'], context: Context): void {
  const targets: SyntaxNode[] = [];
  let value: SyntaxNode = node;
  while (is(value, 'Assignment')) {
    targets.unshift(value.d.leftExpr);
    value = value.d.rightExpr;
  }
  const given = valueOf(value, context);
  const stored = targets.length > 1 ? keep(given, spanOf(value, context), context) : given;
  for (const target of targets) assign(target, stored, context);
  for (const target of targets) if (is(target, 'TypeAnnotation')) annotate(target, context);
}

/** Annotations of variables are evaluated at top level and in classes only. */
function annotate(node: Nodes['TypeAnnotation'], context: Context): void {
  if (context.scope.kind === 'module' || context.scope.kind === 'class') evaluateAnnotations([node.d.annotation], context);
}

/** `x: int`: binds nothing; `x.a: int` and `x[i]: int` look at `x`. */
function declare(node: Nodes['TypeAnnotation'], context: Context): void {
  const { valueExpr } = node.d;
  if (is(valueExpr, 'MemberAccess')) context.out.push({ kind: 'evaluate', value: valueOf(valueExpr.d.leftExpr, context), span: spanOf(node, context) });
  if (is(valueExpr, 'Index')) {
    const { index } = subscript(valueExpr, context);
    for (const value of [valueOf(valueExpr.d.leftExpr, context), ...(index ? [index] : [])])
      context.out.push({ kind: 'evaluate', value, span: spanOf(node, context) });
  }
  annotate(node, context);
}

function runAugmented(node: Nodes['AugmentedAssignment'], context: Context): void {
  const span = spanOf(node, context);
  const operator = symbolOf(node.d.operator);
  const target = valueOf(node.d.leftExpr, context);
  const value = valueOf(node.d.rightExpr, context);
  if (target.kind === 'read') context.out.push({ kind: 'augment', target: target.name, operator, value, span });
  else if (target.kind === 'part') context.out.push({ kind: 'augment', target, operator, value, span });
  else context.out.push({ kind: 'evaluate', value: target, span }, { kind: 'evaluate', value, span });
}

function runRaise(node: Nodes['Raise'], context: Context): void {
  const { expr, fromExpr } = node.d;
  const span = spanOf(node, context);
  const raised = expr ? valueOf(expr, context) : none;
  context.out.push({ kind: 'raise', value: fromExpr ? withCause(raised, valueOf(fromExpr, context), context, node) : raised, span });
}

function withCause(raised: Value, cause: Value, context: Context, node: Nodes['Raise']): Value {
  const span = spanOf(node, context);
  const temp = freshTemp(span, context);
  return { kind: 'do', flow: [writeTo(temp, raised), { kind: 'mutate', target: temp, how: 'attribute', key: '__cause__', adds: cause, span }], value: temp };
}

function runAssert(node: Nodes['Assert'], context: Context): void {
  const span = spanOf(node, context);
  context.out.push({ kind: 'evaluate', value: valueOf(node.d.testExpr, context), span: spanOf(node.d.testExpr, context) });
  const { exceptionExpr } = node.d;
  if (!exceptionExpr) return;
  const raised = collect(context, inner => inner.out.push({ kind: 'raise', value: valueOf(exceptionExpr, inner), span: spanOf(exceptionExpr, inner) }));
  context.out.push({ kind: 'branch', arms: [raised, []], span });
}
