import type { Flow, Name, Value } from '../languages/language.js';
import { walkFlow } from '../languages/walk.js';

interface Reads {
  readonly globals: readonly string[];
  readonly code: readonly string[];
  readonly calls: readonly Call[];
}

type Call = Extract<Value, { kind: 'call' }>;

/** Many stages ask for the same pieces, and facts stay from one conversion to the next. */
const known = new WeakMap<readonly Flow[], Reads>();

/** What stands in a piece of flow, in order; bodies of functions are not entered. */
function readsOf(flow: readonly Flow[]): Reads {
  const before = known.get(flow);
  if (before) return before;
  const globals: string[] = [];
  const code: string[] = [];
  const calls: Call[] = [];
  walkFlow(flow, {
    value(value) {
      if (value.kind === 'read') globals.push(...globalOf(value.name));
      else if (value.kind === 'code') code.push(value.body);
      else if (value.kind === 'call') calls.push(value);
    }
  });
  const augmented = flow.flatMap(part => (part.kind === 'augment' && 'scope' in part.target ? globalOf(part.target) : []));
  const reads = { globals: [...globals, ...augmented], code, calls };
  known.set(flow, reads);
  return reads;
}

/** Global names that the flow reads itself (not in bodies that it makes). */
export const globalsRead = (flow: readonly Flow[]): readonly string[] => readsOf(flow).globals;

function globalOf(name: Name): readonly string[] {
  if (name.scope === 'global') return [name.name];
  return name.scope === 'class' ? globalOf(name.outer) : [];
}

/** Bodies made by the flow. */
export const codeIn = (flow: readonly Flow[]): readonly string[] => readsOf(flow).code;

/** Calls made by the flow. */
export const callsIn = (flow: readonly Flow[]): readonly Call[] => readsOf(flow).calls;
