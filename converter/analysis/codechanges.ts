import type { Body, Flow, Key, Value } from '../languages/language.js';
import { walkFlow } from '../languages/walk.js';
import { lookUp } from './environment.js';
import { anyKey } from './heap.js';
import { noLocs, type LocSet } from './locs.js';
import type { Machine } from './machine.js';

/** Functions and classes of which an attribute may be set. */
export interface ChangedCode {
  readonly locs: LocSet;
  readonly key: Key;
}

/**
 * Of which functions and classes the text of a body may set attributes, when nobody follows what it does: those that it
 * names, and any that it may be given or hold of (`held`).
 */
export function changedCode(m: Machine, body: Body, held: LocSet): readonly ChangedCode[] {
  const receiver = isMethod(m, body) ? body.parameters[0]?.name : undefined;
  const codeOf = (value: Value): LocSet => {
    if (value.kind !== 'read') return held;
    if (value.name.scope === 'global') return lookUp(m.globals, value.name.name)?.value.locs ?? held;
    return value.name.name === receiver ? noLocs : held;
  };
  return attributesSet(m, body.flow).map(({ of, key }) => ({ locs: codeOf(of), key }));
}

/** A function that gets an object of its class first. */
const isMethod = (m: Machine, { parent, decorators }: Body): boolean => decorators.length === 0 && m.bodies.get(parent ?? '')?.body.kind === 'class';

/** Whether the text asks objects for their classes. */
export function asksForClass(m: Machine, { flow }: Body): boolean {
  let asks = false;
  walkFlow(flow, {
    value(value) {
      asks ||= value.kind === 'part' ? value.key === m.knowledge.protocols.ownClass : specialOf(m, value) === 'type-of';
    }
  });
  return asks;
}

/** The special meaning of a built-in name, whatever else the notebook may have put in its place. */
function specialOf(m: Machine, value: Value): string | undefined {
  return value.kind === 'read' ? m.knowledge.rule(`${m.knowledge.protocols.builtins}.${value.name.name}`)?.special : undefined;
}

/** What the text sets attributes of, and which. */
function attributesSet(m: Machine, flow: readonly Flow[]): readonly { readonly of: Value; readonly key: Key }[] {
  const found: { of: Value; key: Key }[] = [];
  walkFlow(flow, {
    flow(step) {
      if (step.kind === 'mutate' && step.how === 'attribute') found.push({ of: step.target, key: step.key ?? anyKey });
      if (step.kind === 'augment' && 'kind' in step.target && step.target.how === 'attribute')
        found.push({ of: step.target.of, key: step.target.key ?? anyKey });
    },
    value(value) {
      const [of] = value.kind === 'call' && specialOf(m, value.callee) === 'set-attribute' ? value.args : [];
      if (of) found.push({ of: of.value, key: anyKey });
    }
  });
  return found;
}

/** Global names that the text does more with than to call them or to ask them for something. */
export function namesPassed({ flow }: Body): ReadonlySet<string> {
  const reads: Extract<Value, { kind: 'read' }>[] = [];
  const asked = new Set<Value>();
  walkFlow(flow, {
    value(value) {
      if (value.kind === 'read') reads.push(value);
      else if (value.kind === 'call') asked.add(value.callee);
      else if (value.kind === 'part') asked.add(value.of);
    }
  });
  return new Set(reads.flatMap(read => (asked.has(read) ? [] : [read.name.name])));
}
