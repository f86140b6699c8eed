import type { Flow, Key, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { nameOf, one, plain, type SyntaxNode } from '../syntax/nodes.js';
import { builtins, keywords } from '../builtins.js';
import { callOf, known, nameIn, spanOf, type Context } from './context.js';
import { valueOf } from './expressions.js';

/** A constant key, or the value that gives it. */
export type KeyValue = { readonly key: Key } | { readonly index: Value };

/** The key of a property or member. */
export function keyOf(node: SyntaxNode, computed: boolean, context: Context): KeyValue {
  if (!computed && (node.type === 'Identifier' || node.type === 'PrivateIdentifier')) return { key: nameOf(node) };
  const symbol = symbolOf(node);
  if (symbol !== undefined) return { key: symbol };
  const index = valueOf(node, context);
  if (index.kind !== 'scalar' || (typeof index.literal !== 'string' && typeof index.literal !== 'number')) return { index };
  return { key: String(index.literal) };
}

/** `Symbol.iterator` → `@@iterator`. */
function symbolOf(outer: SyntaxNode): string | undefined {
  const node = plain(outer);
  const of = one(node, 'object');
  return node.type === 'MemberExpression' && node['computed'] !== true && nameOf(of) === 'Symbol' ? `@@${nameOf(one(node, 'property'))}` : undefined;
}

/** What lies under a key. */
export const partFor = (of: Value, at: KeyValue, span: Span): Value =>
  'key' in at ? { kind: 'part', of, how: 'attribute', key: String(at.key), span } : { kind: 'part', of, how: 'item', index: at.index, span };

/** Names for the global object, where no cell binds them. */
const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

export const isGlobalObject = (outer: SyntaxNode | undefined, context: Context): boolean => {
  const node = outer && plain(outer);
  if (node?.type === 'ThisExpression') return context.cell.hasGlobalThis && isTopThis(node, context);
  return (
    node?.type === 'Identifier' &&
    globalObjects.has(nameOf(node)) &&
    nameIn(nameOf(node), context).scope === 'global' &&
    !context.cell.scopes.root.bound.has(nameOf(node))
  );
};

/** `this` outside of all functions and classes but arrow functions. */
export const isTopThis = (node: SyntaxNode, context: Context): boolean => node.type === 'ThisExpression' && nameIn('this', context).scope === 'global';

/** `of.key`, `of[key]`; a property of the global object is a variable. */
export function partOf(node: SyntaxNode, context: Context): Value {
  const [object, property] = [one(node, 'object'), one(node, 'property')];
  const span = spanOf(node);
  if (!object || !property) return { kind: 'scalar' };
  // A function stands for its prototype, too: what is put there, its objects find.
  if (node['computed'] !== true && nameOf(property) === 'prototype') return valueOf(object, context);
  const at = keyOf(property, node['computed'] === true, context);
  if (isGlobalObject(object, context)) {
    noteGlobalObject('key' in at ? String(at.key) : undefined, span, context);
    return 'key' in at
      ? { kind: 'read', name: { scope: 'global', name: String(at.key) }, span }
      : { kind: 'part', of: { kind: 'call', callee: known('javascript.names', span), args: [], span }, how: 'item', index: at.index, span };
  }
  return partFor(valueOf(object, context), at, span);
}

/** `globalThis.x = value`; what every program has is replaced for all of the process. False where the target is something else. */
export function assignGlobal(target: SyntaxNode, value: Value, context: Context): boolean {
  const part = partOf(target, context);
  if (part.kind !== 'read') return false;
  const span = spanOf(target);
  const { name } = part.name;
  if (isBuiltin(name, context)) context.out.push(mutationOf(known('globalThis', span), name, value, span));
  else context.out.push({ kind: 'write', name: part.name, value, span });
  return true;
}

const isBuiltin = (name: string, { cell }: Context): boolean => builtins.has(name) && !cell.scopes.root.bound.has(name);

/** A node's variable is no property of the global object: the text names it. Any name may be meant where it is computed. */
function noteGlobalObject(name: string | undefined, span: Span, context: Context): void {
  const { cell, body } = context;
  if (name !== undefined && isBuiltin(name, context)) return;
  if (name !== undefined) cell.rungs.push({ rung: 'script', rule: 'global-object', detail: name, span, ...(body !== undefined && { body }) });
  if (name !== undefined && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !keywords.has(name)) cell.edits.set(span.from, { ...span, text: name });
  else cell.rungs.push({ rung: 'refused', rule: 'global-object', detail: name ?? 'globalThis', span, ...(body !== undefined && { body }) });
}

/** The global object as a value: whoever has it may look for any of the notebook's variables, which a node's are not among. */
export function globalObject(node: SyntaxNode, context: Context): Value {
  const span = spanOf(node);
  context.cell.rungs.push({
    rung: 'refused',
    rule: 'global-object',
    detail: nameOf(node) || 'this',
    span,
    ...(context.body !== undefined && { body: context.body })
  });
  return callOf(known('javascript.names', span), [], span);
}

/** `"name" in globalThis`, for a name that every program has. */
export function asksForBuiltin(left: SyntaxNode, right: SyntaxNode, context: Context): boolean {
  const { value } = plain(left);
  return typeof value === 'string' && isBuiltin(value, context) && isGlobalObject(right, context);
}

/** `of.name = value`. */
export const mutationOf = (of: Value, name: string, adds: Value, span: Span): Flow => ({ kind: 'mutate', target: of, how: 'attribute', key: name, adds, span });
