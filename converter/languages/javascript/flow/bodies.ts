import { enterBody, type BodyHead } from '../../bodies.js';
import type { Parameter, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { many, nameOf, one, type SyntaxNode } from '../syntax/nodes.js';
import { frameOf, hasFrame } from '../syntax/resolve.js';
import type { Scope } from '../syntax/scopes.js';
import { bindName, freshTemp, nothing, readName, spanOf, writeTo, type Context } from './context.js';
import { valueOf } from './expressions.js';
import { mutationOf } from './members.js';
import { assign } from './patterns.js';
import { runBlock } from './statements.js';

type Made = Omit<BodyHead, 'locals' | 'parent'> & { readonly scope: Scope };

/** Reads the text of a function or class into a body of the cell and gives its id. */
export function makeBody(made: Made, context: Context, write: (context: Context) => void): string {
  const { scope } = made;
  const locals = () => (made.kind === 'class' ? [] : [...new Set([...scope.bound.keys(), ...scope.taken])]);
  return enterBody({ ...made, locals, parent: context.body }, context.cell, id => {
    const out: Context['out'] = [];
    write({ ...context, scope, body: id, ...(made.kind === 'class' && { owner: id }), nested: true, tries: 0, out });
    return out;
  });
}

/** What the text of a function is part of. */
export interface FunctionPlace {
  readonly name: string;
  /** The whole definition, where it is more than the function's own text. */
  readonly span?: Span;
  /** Fields that it fills as a constructor. */
  readonly fields?: (context: Context) => void;
  /** It is a constructor without a base class: fields come first. */
  readonly fieldsFirst?: boolean;
}

/** A function of any kind: its parameters, its text. */
export function functionValue(node: SyntaxNode, context: Context, place: FunctionPlace): Value {
  const scope = context.cell.scopes.of.get(node);
  const span = place.span ?? spanOf(node);
  if (!scope) return nothing;
  const kind = node['generator'] === true ? 'generator' : node['async'] === true ? 'async' : node.type === 'ArrowFunctionExpression' ? 'lambda' : 'function';
  const parameters = many(node, 'params').filter(parameter => nameOf(parameter) !== 'this');
  const hasThis = scope.receives || place.fields !== undefined;
  if (hasThis) scope.bound.set('this', 'parameter');
  if (scope.listsArguments) scope.bound.set('arguments', 'parameter');
  const named = parameters.map((parameter, at) => parameterName(parameter, at));
  const made: Made = {
    kind,
    name: place.name === '' ? '<arrow>' : place.name,
    scope,
    span,
    parameters: [
      ...(scope.listsArguments ? [{ name: 'arguments', kind: 'list' } as const] : []),
      ...named.map((name, at): Parameter => ({ name, kind: parameters[at]?.type === 'RestElement' ? 'list' : 'positional' })),
      ...(hasThis ? [{ name: 'this', kind: 'keyword' } as const] : [])
    ]
  };
  for (const { name } of made.parameters ?? []) {
    scope.taken.add(name);
    if (scope.bound.has(name)) scope.aliases.set(name, name);
  }
  const body = makeBody(made, { ...context, fields: place.fields }, inner => {
    parameters.forEach((parameter, at) => takeParameter(parameter, named[at] ?? '', inner));
    if (place.fieldsFirst) place.fields?.(inner);
    runText(node, inner);
  });
  return { kind: 'code', body, span };
}

function runText(node: SyntaxNode, context: Context): void {
  const body = one(node, 'body');
  if (body?.type === 'BlockStatement') runBlock(many(body, 'body'), context);
  else if (body) context.out.push({ kind: 'return', value: valueOf(body, context), span: spanOf(body) });
}

/** Patterns are taken apart in the body; until then the parameter has a name that no text has. */
function parameterName(parameter: SyntaxNode, at: number): string {
  const inner = parameter.type === 'TSParameterProperty' ? (one(parameter, 'parameter') ?? parameter) : parameter;
  const target = inner.type === 'AssignmentPattern' ? one(inner, 'left') : inner.type === 'RestElement' ? one(inner, 'argument') : inner;
  return target?.type === 'Identifier' ? nameOf(target) : `·${at}`;
}

/** Defaults are evaluated by the call, and patterns taken apart. */
function takeParameter(parameter: SyntaxNode, name: string, context: Context): void {
  const inner = parameter.type === 'TSParameterProperty' ? (one(parameter, 'parameter') ?? parameter) : parameter;
  const span = spanOf(parameter);
  const given = inner.type === 'AssignmentPattern' ? one(inner, 'right') : undefined;
  const target = inner.type === 'AssignmentPattern' ? one(inner, 'left') : inner.type === 'RestElement' ? one(inner, 'argument') : inner;
  const read: Value = { kind: 'read', name: { scope: 'frame', depth: 0, name }, span };
  if (given) {
    const value = valueOf(given, context);
    context.out.push({ kind: 'branch', arms: [[{ kind: 'write', name: { scope: 'frame', depth: 0, name }, value, span }], []], span });
  }
  if (target && target.type !== 'Identifier') assign(target, read, context);
  if (parameter.type === 'TSParameterProperty') storeProperty(name, span, context);
}

/** `constructor(public x)`: the parameter becomes a field. */
function storeProperty(name: string, span: Span, context: Context): void {
  context.out.push(mutationOf(readName('this', span, context), name, readName(name, span, context), span));
}

/** Runs text in a frame of its own that is entered at once: blocks whose names are captured. */
export function framed(
  scope: Scope,
  { name, span }: { readonly name: string; readonly span: Span },
  context: Context,
  write: (context: Context) => void
): Value {
  const body = makeBody({ kind: 'function', name, scope, span }, context, write);
  return { kind: 'call', callee: { kind: 'code', body, span }, args: [], span };
}

/** A function or class expression that calls itself by a name of its own. */
export function selfNamed(node: SyntaxNode, context: Context, make: (context: Context) => Value): Value {
  const id = one(node, 'id');
  const scope = id && context.cell.scopes.of.get(id);
  if (!id || !scope) return make(context);
  const span = spanOf(node);
  if (!scope.captured && frameOf(scope) === undefined) return make({ ...context, scope });
  if (hasFrame(scope))
    return framed(scope, { name: `<${nameOf(id)}>`, span }, context, inner => {
      bindName(nameOf(id), make(inner), spanOf(id), inner);
      inner.out.push({ kind: 'return', value: readName(nameOf(id), span, inner), span });
    });
  const inner = { ...context, scope };
  const temp = freshTemp(span, context);
  const flow: Context['out'] = [];
  const value = make(inner);
  flow.push(writeTo(temp, value));
  bindName(nameOf(id), temp, spanOf(id), { ...inner, out: flow });
  return { kind: 'do', flow, value: temp };
}
