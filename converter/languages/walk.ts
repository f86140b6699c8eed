import type { Body, Flow, Name, Value } from './language.js';

/** What to do at each name and value of a piece of flow, in order; bodies of functions are not entered. */
export interface Visitor {
  readonly value?: (value: Value) => void;
  readonly flow?: (flow: Flow) => void;
}

export function walkFlow(flows: readonly Flow[], visitor: Visitor): void {
  for (const flow of flows) {
    switch (flow.kind) {
      case 'write':
      case 'evaluate':
      case 'return':
      case 'yield':
      case 'raise':
        walkValue(flow.value, visitor);
        break;
      case 'mutate':
        walkValue(flow.target, visitor);
        if (flow.index) walkValue(flow.index, visitor);
        if (flow.adds) walkValue(flow.adds, visitor);
        break;
      case 'augment':
        if ('kind' in flow.target) walkValue(flow.target, visitor);
        walkValue(flow.value, visitor);
        break;
      case 'branch':
        flow.arms.forEach(arm => walkFlow(arm, visitor));
        break;
      case 'loop':
      case 'begin':
        walkFlow(flow.body, visitor);
        break;
      case 'delete':
        break;
      default:
        flow satisfies never;
    }
    visitor.flow?.(flow);
  }
}

export function walkValue(value: Value, visitor: Visitor): void {
  switch (value.kind) {
    case 'text':
      value.parts.forEach(part => typeof part !== 'string' && walkValue(part, visitor));
      break;
    case 'make':
      value.holds.forEach(([, held]) => walkValue(held, visitor));
      break;
    case 'part':
      walkValue(value.of, visitor);
      if (value.index) walkValue(value.index, visitor);
      break;
    case 'call':
      walkValue(value.callee, visitor);
      value.args.forEach(argument => walkValue(argument.value, visitor));
      break;
    case 'operate':
    case 'choice':
      value.of.forEach(each => walkValue(each, visitor));
      break;
    case 'do':
      walkFlow(value.flow, visitor);
      walkValue(value.value, visitor);
      break;
    default:
      break;
  }
  visitor.value?.(value);
}

/** The name that is bound or unbound by a piece of flow. */
function boundBy(flow: Flow): Name | undefined {
  if (flow.kind === 'write' || flow.kind === 'delete') return flow.name;
  return flow.kind === 'augment' && 'scope' in flow.target ? flow.target : undefined;
}

/** The global that a name means, or falls back to. */
function globalOf(name: Name): string | undefined {
  if (name.scope === 'global') return name.name;
  return name.scope === 'class' ? globalOf(name.outer) : undefined;
}

/** Values that are evaluated where a definition runs. */
export const evaluatedAt = (body: Pick<Body, 'parameters' | 'decorators' | 'bases'>): readonly Value[] => [
  ...body.decorators,
  ...body.bases.map(({ value }) => value),
  ...body.parameters.flatMap(({ default: given }) => given ?? [])
];

/** Globals that a body touches and those that it binds, bodies inside it included. */
export function globalsIn(flow: readonly Flow[], inner: readonly Body[]): { readonly globals: readonly string[]; readonly bindsGlobals: readonly string[] } {
  const globals = new Set<string>();
  const binds = new Set<string>();
  const visitor: Visitor = {
    value(value) {
      const name = value.kind === 'read' ? globalOf(value.name) : undefined;
      if (name !== undefined) globals.add(name);
    },
    flow(each) {
      const name = boundBy(each);
      if (name?.scope !== 'global') return;
      globals.add(name.name);
      binds.add(name.name);
    }
  };
  walkFlow(flow, visitor);
  for (const body of inner) {
    evaluatedAt(body).forEach(value => walkValue(value, visitor));
    body.globals.forEach(name => globals.add(name));
    body.bindsGlobals.forEach(name => binds.add(name));
  }
  return { globals: [...globals], bindsGlobals: [...binds] };
}

/** Whether evaluating the value can do more than read: then it matters whether it is evaluated at all. */
export function mayAct(value: Value): boolean {
  switch (value.kind) {
    case 'call':
    case 'do':
    case 'code':
      return true;
    case 'part':
      return mayAct(value.of) || (value.index !== undefined && mayAct(value.index));
    case 'make':
      return value.holds.some(([, held]) => mayAct(held));
    case 'operate':
    case 'choice':
      return value.of.some(mayAct);
    case 'text':
      return value.parts.some(part => typeof part !== 'string' && mayAct(part));
    default:
      return false;
  }
}
