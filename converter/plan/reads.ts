import type { Flow, Name, Value } from '../languages/language.js';
import { walkFlow } from '../languages/walk.js';

/** All values in a piece of flow, nested ones included; bodies of functions are not entered. */
function valuesOf(flow: readonly Flow[]): readonly Value[] {
  const found: Value[] = [];
  walkFlow(flow, { value: value => found.push(value) });
  return found;
}

/** Global names that the flow reads itself (not in bodies that it makes). */
export function globalsRead(flow: readonly Flow[]): readonly string[] {
  const values = valuesOf(flow);
  const augmented = flow.flatMap(part => (part.kind === 'augment' && 'scope' in part.target ? globalOf(part.target) : []));
  return [...values.flatMap(value => (value.kind === 'read' ? globalOf(value.name) : [])), ...augmented];
}

function globalOf(name: Name): readonly string[] {
  if (name.scope === 'global') return [name.name];
  return name.scope === 'class' ? globalOf(name.outer) : [];
}

/** Bodies made by the flow. */
export function codeIn(flow: readonly Flow[]): readonly string[] {
  return valuesOf(flow).flatMap(value => (value.kind === 'code' ? [value.body] : []));
}

/** Calls made by the flow. */
export function callsIn(flow: readonly Flow[]): readonly Extract<Value, { kind: 'call' }>[] {
  return valuesOf(flow).filter(value => value.kind === 'call');
}
