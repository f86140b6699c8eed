import type { Flow, Value } from '../../language.js';
import { isErased, many, memberNameOf, nameOf, one, plain, word, type SyntaxNode } from '../syntax/nodes.js';
import { hasFrame } from '../syntax/resolve.js';
import { membersOf } from '../syntax/scopes.js';
import { framed, functionValue, makeBody } from './bodies.js';
import { classValue } from './classes.js';
import { bindName, evaluate, nameIn, nothing, readName, spanOf, type Context } from './context.js';
import { runDoWhile, runFor, runForOf, runIf, runLabeled, runSwitch, runWhile } from './control.js';
import { valueOf } from './expressions.js';
import { runImport, runImportEquals, runReexport } from './imports.js';
import { assign, assignPairs } from './patterns.js';
import { runTry } from './try.js';

/** What a block of statements does: functions are there from its start on. */
export function runBlock(nodes: readonly SyntaxNode[], context: Context): void {
  for (const node of nodes) if (isFunctionStatement(node)) runStatement(node, context);
  for (const node of nodes) if (!isFunctionStatement(node)) runStatement(node, context);
}

/** A declaration that is hoisted with its value. */
export const isFunctionStatement = (node: SyntaxNode): boolean => {
  const inner = node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? one(node, 'declaration') : node;
  return inner?.type === 'FunctionDeclaration' && one(inner, 'id') !== undefined;
};

export function runStatement(node: SyntaxNode, context: Context): void {
  if (isErased(node)) return;
  const scope = context.cell.scopes.of.get(node);
  if (!scope || scope.kind !== 'block') return run(node, context);
  const inner = { ...context, scope };
  if (!hasFrame(scope)) return run(node, inner);
  // Outside of functions captured names of a block need a frame, as in a function that is called at once.
  const span = spanOf(node);
  context.out.push({ kind: 'evaluate', value: framed(scope, { name: '<block>', span }, context, within => run(node, within)), span });
}

function run(node: SyntaxNode, context: Context): void {
  const statement = statements[node.type];
  if (statement) statement(node, context);
  else evaluate(valueOf(node, context), spanOf(node), context);
}

const ignore = () => {};

const statements: { readonly [type: string]: (node: SyntaxNode, context: Context) => void } = {
  ExpressionStatement(node, context) {
    const expression = one(node, 'expression');
    if (expression) context.out.push({ kind: 'evaluate', value: valueOf(expression, context), span: spanOf(expression) });
  },
  VariableDeclaration: declare,
  FunctionDeclaration(node, context) {
    const name = nameOf(one(node, 'id')) || 'default';
    const span = spanOf(node);
    bindName(name, functionValue(node, context, { name }), span, context);
  },
  ClassDeclaration(node, context) {
    const name = nameOf(one(node, 'id')) || 'default';
    bindName(name, classValue(node, name, context), spanOf(node), context);
  },
  ReturnStatement(node, context) {
    const argument = one(node, 'argument');
    context.out.push({ kind: 'return', value: argument ? valueOf(argument, context) : nothing, span: spanOf(node) });
  },
  ThrowStatement(node, context) {
    const argument = one(node, 'argument');
    context.out.push({ kind: 'raise', value: argument ? valueOf(argument, context) : nothing, span: spanOf(node) });
  },
  BlockStatement: (node, context) => runBlock(many(node, 'body'), context),
  IfStatement: runIf,
  WhileStatement: runWhile,
  DoWhileStatement: runDoWhile,
  ForStatement: runFor,
  ForInStatement: runForOf,
  ForOfStatement: runForOf,
  SwitchStatement: runSwitch,
  LabeledStatement: runLabeled,
  TryStatement: runTry,
  WithStatement(node, context) {
    const [object, body] = [one(node, 'object'), one(node, 'body')];
    context.cell.rungs.push({ rung: 'refused', rule: 'with', span: spanOf(node), ...(context.body !== undefined && { body: context.body }) });
    if (object) evaluate(valueOf(object, context), spanOf(object), context);
    if (body) runStatement(body, context);
  },
  ImportDeclaration: runImport,
  TSImportEqualsDeclaration: runImportEquals,
  ExportNamedDeclaration(node, context) {
    const declaration = one(node, 'declaration');
    if (declaration) runStatement(declaration, context);
    else if (one(node, 'source')) runReexport(node, context);
  },
  ExportDefaultDeclaration(node, context) {
    const declaration = one(node, 'declaration');
    if (declaration && /Declaration$/.test(declaration.type)) runStatement(declaration, context);
    else if (declaration) evaluate(valueOf(declaration, context), spanOf(node), context);
  },
  ExportAllDeclaration: runReexport,
  TSExportAssignment(node, context) {
    const expression = one(node, 'expression');
    if (expression) evaluate(valueOf(expression, context), spanOf(node), context);
  },
  TSEnumDeclaration: runEnum,
  TSModuleDeclaration: runNamespace,
  EmptyStatement: ignore,
  DebuggerStatement: ignore,
  BreakStatement: ignore,
  ContinueStatement: ignore
};

/** `const a = 1, { b } = c`, `let d`: without a value `let` gives undefined, `var` leaves what was there. */
function declare(node: SyntaxNode, context: Context): void {
  for (const each of many(node, 'declarations')) {
    const [id, init] = [one(each, 'id'), one(each, 'init')];
    if (!id) continue;
    if (!init) {
      const name = word(node, 'kind') === 'var' && nameIn(nameOf(id), context);
      if (!name) assign(id, nothing, context);
      else if (name.scope === 'global') context.out.push({ kind: 'write', name, value: nothing, initial: true, span: spanOf(id) });
      continue;
    }
    if (assignPairs(id, init, context)) continue;
    const named = plain(init);
    const isAnonymous = id.type === 'Identifier' && !one(named, 'id');
    assign(id, isAnonymous ? namedValue(named, nameOf(id), context) : valueOf(init, context), context);
  }
}

/** A function or class without a name takes the variable's. */
function namedValue(node: SyntaxNode, name: string, context: Context): Value {
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return functionValue(node, context, { name });
  return node.type === 'ClassExpression' ? classValue(node, name, context) : valueOf(node, context);
}

/** `enum`: an object; members see those before them. */
function runEnum(node: SyntaxNode, context: Context): void {
  const span = spanOf(node);
  const scope = context.cell.scopes.of.get(node);
  const inner = { ...context, ...(scope && { scope }) };
  const flow: Flow[] = [];
  for (const member of membersOf(node)) {
    const initializer = one(member, 'initializer');
    bindName(memberNameOf(member), initializer ? valueOf(initializer, { ...inner, out: flow }) : { kind: 'scalar' }, spanOf(member), { ...inner, out: flow });
  }
  const isPlain = flow.every(each => each.kind === 'write' && each.value.kind === 'scalar');
  const object: Value = { kind: 'make', type: 'enum', holds: [], span };
  bindName(nameOf(one(node, 'id')), isPlain ? object : { kind: 'do', flow, value: object }, span, context);
}

/** `namespace`: code that runs at once; what it exports are properties. */
function runNamespace(node: SyntaxNode, context: Context): void {
  const [id, body] = [one(node, 'id'), one(node, 'body')];
  const scope = context.cell.scopes.of.get(node);
  if (!id || !body || !scope) return;
  const span = spanOf(node);
  const name = nameOf(id);
  const code = makeBody({ kind: 'function', name, scope, span }, context, inner => {
    const all = body.type === 'TSModuleDeclaration' ? [body] : many(body, 'body');
    runBlock(all, inner);
    const exports = all.filter(({ type }) => type === 'ExportNamedDeclaration' || type === 'TSModuleDeclaration').flatMap(each => namesOf(each));
    const holds = exports.map(each => [each, readName(each, span, inner)] as const);
    inner.out.push({ kind: 'return', value: { kind: 'make', type: 'Object', holds, span }, span });
  });
  bindName(name, { kind: 'call', callee: { kind: 'code', body: code, span }, args: [], span }, span, context);
}

function namesOf(node: SyntaxNode): readonly string[] {
  const declaration = one(node, 'declaration') ?? node;
  if (isErased(node) || isErased(declaration)) return [];
  const ids = declaration.type === 'VariableDeclaration' ? many(declaration, 'declarations').map(each => one(each, 'id')) : [one(declaration, 'id')];
  return ids.map(nameOf).filter(name => name !== '');
}
