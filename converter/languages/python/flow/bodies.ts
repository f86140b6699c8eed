import { enterBody, type BodyHead } from '../../bodies.js';
import type { Parameter, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import type { Nodes, SyntaxNode } from '../syntax/nodes.js';
import { mangled, type Scope } from '../syntax/scopes.js';
import { bindName, spanOf, type Context } from './context.js';
import { argumentsOf, valueOf } from './expressions.js';
import { runSuite } from './statements.js';

type Made = Omit<BodyHead, 'locals' | 'parent'> & { readonly scope: Scope };

/** Reads the text of a function or class into a body of the cell and gives its id. */
export function makeBody(made: Made, context: Context, write: (context: Context) => void): string {
  const { scope } = made;
  const locals = () => [...scope.bound].filter(name => !scope.globals.has(name) && !scope.nonlocals.has(name));
  return enterBody({ ...made, locals, parent: context.body }, context.cell, id => {
    const out: Context['out'] = [];
    write({ ...context, scope, body: id, nested: true, tries: 0, out });
    return out;
  });
}

/** `def`: what is evaluated now, then the name. */
export function defineFunction(node: Nodes['Function'], context: Context): void {
  const { cell } = context;
  const scope = cell.scopes.get(node);
  if (!scope) return;
  const { name, params, isAsync, suite } = node.d;
  const span = definitionSpan(node, context);
  const decorators = node.d.decorators.map(({ d }) => valueOf(d.expr, context));
  const parameters = parametersOf(params, { scope, context });
  const typed = typesContext(node.d.typeParams, context);
  evaluateAnnotations([...params.map(({ d }) => d.annotation), node.d.returnAnnotation], typed);
  const kind = scope.yields ? 'generator' : isAsync ? 'async' : 'function';
  const { cleansUp } = scope;
  const body = makeBody({ kind, name: name.d.value, scope, span, parameters, decorators, cleansUp }, typed, inner => runSuite(suite.d.statements, inner));
  bindName(name.d.value, { kind: 'code', body, span }, spanOf(name, context), context);
}

export function lambda(node: Nodes['Lambda'], context: Context): Value {
  const scope = context.cell.scopes.get(node);
  const span = spanOf(node, context);
  if (!scope) return { kind: 'scalar' };
  const parameters = parametersOf(node.d.params, { scope, context });
  const body = makeBody({ kind: 'lambda', name: '<lambda>', scope, span, parameters }, context, inner => {
    inner.out.push({ kind: 'return', value: valueOf(node.d.expr, inner), span: spanOf(node.d.expr, inner) });
  });
  return { kind: 'code', body, span };
}

/** `class`: its body runs at once; what it gives is bound to the name. */
export function defineClass(node: Nodes['Class'], context: Context): void {
  const { cell } = context;
  const scope = cell.scopes.get(node);
  if (!scope) return;
  const { name, suite } = node.d;
  const span = definitionSpan(node, context);
  const decorators = node.d.decorators.map(({ d }) => valueOf(d.expr, context));
  const typed = typesContext(node.d.typeParams, context);
  const bases = argumentsOf(node.d.arguments, typed);
  const body = makeBody({ kind: 'class', name: name.d.value, scope, span, decorators, bases }, typed, inner => runSuite(suite.d.statements, inner));
  bindName(name.d.value, { kind: 'code', body, span }, spanOf(name, context), context);
}

/** `type X = …`: evaluated when somebody looks at it, like the body of a lambda. */
export function defineAlias(node: Nodes['TypeAlias'], context: Context): void {
  const scope = context.cell.scopes.get(node);
  if (!scope) return;
  const typed = typesContext(node.d.typeParams, context);
  const span = spanOf(node, context);
  const body = makeBody({ kind: 'lambda', name: node.d.name.d.value, scope, span }, typed, inner => {
    inner.out.push({ kind: 'return', value: valueOf(node.d.expr, inner), span: spanOf(node.d.expr, inner) });
  });
  bindName(node.d.name.d.value, { kind: 'code', body, span }, spanOf(node.d.name, context), context);
}

/** Decorators count as part of the definition. */
function definitionSpan(node: Nodes['Function'] | Nodes['Class'], context: Context): Span {
  const [first] = node.d.decorators;
  return context.cell.spanOf(Math.min(node.start, first?.start ?? node.start), node.start + node.length);
}

function parametersOf(nodes: readonly Nodes['Parameter'][], { scope, context }: { readonly scope: Scope; readonly context: Context }): readonly Parameter[] {
  let isKeyword = false;
  return nodes.flatMap(({ d }): Parameter[] => {
    if (d.category === 1) isKeyword = true;
    if (!d.name) return [];
    const kind = d.category === 1 ? 'list' : d.category === 2 ? 'dict' : isKeyword ? 'keyword' : 'positional';
    return [{ name: mangled(d.name.d.value, scope), kind, ...(d.defaultValue && { default: valueOf(d.defaultValue, context) }) }];
  });
}

/** The scope of a definition's type parameters; their bounds are evaluated when looked at, and read here so that no name is lost. */
function typesContext(list: Nodes['TypeParameterList'] | undefined, context: Context): Context {
  const scope = list && context.cell.scopes.get(list);
  if (!scope) return context;
  const typed = { ...context, scope };
  list.d.params.forEach(({ d }) => evaluateAll([d.boundExpr, d.defaultExpr], typed));
  return typed;
}

export function evaluateAnnotations(nodes: readonly (SyntaxNode | undefined)[], context: Context): void {
  if (!context.cell.annotationsAreText) evaluateAll(nodes, context);
}

function evaluateAll(nodes: readonly (SyntaxNode | undefined)[], context: Context): void {
  for (const node of nodes) {
    if (!node) continue;
    const value = valueOf(node, context);
    if (value.kind !== 'scalar') context.out.push({ kind: 'evaluate', value, span: spanOf(node, context) });
  }
}
