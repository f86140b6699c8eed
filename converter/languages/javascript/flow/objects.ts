import type { Flow, Key, Value } from '../../language.js';
import { keysKey } from '../../language.js';
import { isFunction, many, one, word, type SyntaxNode } from '../syntax/nodes.js';
import { functionValue, makeBody } from './bodies.js';
import { callOf, freshTemp, known, nothing, spanOf, writeTo, type Context } from './context.js';
import { elementOf, valueOf } from './expressions.js';
import { keyOf, mutationOf } from './members.js';

/** `{ a: 1, b() {…}, ...rest }`. With accessors it is an object of a class of its own. */
export function objectValue(node: SyntaxNode, context: Context): Value {
  const properties = many(node, 'properties');
  const accessors = properties.filter(property => /^[gs]et$/.test(word(property, 'kind')));
  const plain = properties.filter(property => !accessors.includes(property));
  const holds = plain.flatMap(property => entriesOf(property, context));
  const span = spanOf(node);
  if (accessors.length === 0) return { kind: 'make', type: 'Object', holds, span };
  const object = freshTemp(span, context);
  const flow: Flow[] = [writeTo(object, callOf({ kind: 'code', body: accessorClass(accessors, node, context), span }, [], span))];
  for (const [key, value] of holds) flow.push(mutationOf(object, String(key), value, span));
  return { kind: 'do', flow, value: object };
}

function entriesOf(property: SyntaxNode, context: Context): [Key, Value][] {
  const span = spanOf(property);
  if (property.type === 'SpreadElement') return spreadOf(property, context);
  const [key, inner] = [one(property, 'key'), one(property, 'value')];
  if (!key || !inner) return [];
  const at = keyOf(key, property['computed'] === true, context);
  const isMethod = isFunction(inner) && property['method'] === true;
  const value = isMethod ? functionValue(inner, context, { name: 'key' in at ? String(at.key) : '<method>', span }) : valueOf(inner, context);
  if ('key' in at) return [[at.key, value]];
  return [
    ['*', value],
    [keysKey, at.index]
  ];
}

/** `...other`: all that it holds. */
function spreadOf(property: SyntaxNode, context: Context): [Key, Value][] {
  const argument = one(property, 'argument');
  const span = spanOf(property);
  if (!argument) return [];
  const other = freshTemp(span, context);
  const any: Value = { kind: 'part', of: other, how: 'item', key: '*', span };
  return [['*', { kind: 'do', flow: [writeTo(other, valueOf(argument, context))], value: { kind: 'choice', of: [any, elementOf(other, span)] } }]];
}

/** The class that an object with accessors is taken to be of. */
function accessorClass(accessors: readonly SyntaxNode[], node: SyntaxNode, context: Context): string {
  return makeBody({ kind: 'class', name: '<object>', scope: context.scope, span: spanOf(node) }, context, inner => {
    const found = new Map<string, { get?: Value; set?: Value }>();
    for (const accessor of accessors) {
      const [key, value] = [one(accessor, 'key'), one(accessor, 'value')];
      if (!key || !value) continue;
      const at = keyOf(key, accessor['computed'] === true, inner);
      const name = 'key' in at ? String(at.key) : '*';
      found.set(name, { ...found.get(name), [word(accessor, 'kind')]: functionValue(value, inner, { name, span: spanOf(accessor) }) });
    }
    const span = spanOf(node);
    for (const [name, { get = nothing, set = nothing }] of found) {
      const value = callOf(known('javascript.accessor', span), [get, set], span);
      inner.out.push({ kind: 'write', name: { scope: 'class', name, outer: { scope: 'temp', name: '·object' } }, value, span });
    }
  });
}
