import type { Flow, Name, Value } from '../languages/language.js';

/** All values in a piece of flow, outermost first, nested ones included; bodies of functions are not entered. */
function valuesOf(flow: Flow): readonly Value[] {
  switch (flow.kind) {
    case 'write':
    case 'evaluate':
    case 'return':
    case 'yield':
    case 'raise':
      return within(flow.value);
    case 'mutate':
      return [flow.target, flow.index, flow.adds].flatMap(value => (value ? within(value) : []));
    case 'augment':
      return [...('kind' in flow.target ? within(flow.target) : []), ...within(flow.value)];
    case 'branch':
      return flow.arms.flat().flatMap(valuesOf);
    case 'loop':
    case 'begin':
      return flow.body.flatMap(valuesOf);
    case 'delete':
      return [];
    default:
      return flow satisfies never;
  }
}

function within(value: Value): readonly Value[] {
  return [value, ...parts(value).flatMap(within), ...(value.kind === 'do' ? value.flow.flatMap(valuesOf) : [])];
}

function parts(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'text':
      return value.parts.filter(part => typeof part !== 'string');
    case 'make':
      return value.holds.map(([, held]) => held);
    case 'part':
      return value.index ? [value.of, value.index] : [value.of];
    case 'call':
      return [value.callee, ...value.args.map(argument => argument.value)];
    case 'operate':
    case 'choice':
      return value.of;
    case 'do':
      return [value.value];
    case 'scalar':
    case 'read':
    case 'code':
    case 'import':
    case 'known':
      return [];
    default:
      return value satisfies never;
  }
}

/** Global names that the flow reads itself (not in bodies that it makes). */
export function globalsRead(flow: readonly Flow[]): readonly string[] {
  const values = flow.flatMap(valuesOf);
  const augmented = flow.flatMap(part => (part.kind === 'augment' && 'scope' in part.target ? globalOf(part.target) : []));
  return [...values.flatMap(value => (value.kind === 'read' ? globalOf(value.name) : [])), ...augmented];
}

function globalOf(name: Name): readonly string[] {
  if (name.scope === 'global') return [name.name];
  return name.scope === 'class' ? globalOf(name.outer) : [];
}

/** Bodies made by the flow. */
export function codeIn(flow: readonly Flow[]): readonly string[] {
  return flow.flatMap(valuesOf).flatMap(value => (value.kind === 'code' ? [value.body] : []));
}

/** Calls made by the flow. */
export function callsIn(flow: readonly Flow[]): readonly Extract<Value, { kind: 'call' }>[] {
  return flow.flatMap(valuesOf).filter(value => value.kind === 'call');
}
