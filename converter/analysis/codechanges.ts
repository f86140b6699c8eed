import type { Body, Flow, Key, Value } from '../languages/language.js';
import { walkFlow } from '../languages/walk.js';
import { lookUp } from './environment.js';
import { anyKey } from './heap.js';
import { isClass } from './instances.js';
import { noLocs, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

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
  const [receiver] = isMethod(m, body) ? body.parameters : [];
  const codeOf = (value: Value): LocSet => {
    if (value.kind === 'choice') return unionAll(value.of.map(codeOf));
    if (value.kind === 'do') return codeOf(value.value);
    if (value.kind === 'read' && value.name.scope === 'global') return codeNamed(m, value.name.name);
    if (value.kind === 'read' && value.name.scope === 'frame' && value.name.depth === 0 && value.name.name === receiver?.name) return noLocs;
    return value.kind === 'call' && isConstruction(m, value) ? noLocs : held;
  };
  return attributesSet(m, body.flow).map(({ of, key }) => ({ locs: codeOf(of), key }));
}

const codeNamed = (m: Machine, name: string): LocSet =>
  new Set([...(lookUp(m.globals, name)?.value.locs ?? noLocs)].filter(loc => thing(m, loc).body !== undefined));

/** A function that gets an object of its class first. */
const isMethod = (m: Machine, { parent, decorators }: Body): boolean => decorators.length === 0 && m.bodies.get(parent ?? '')?.body.kind === 'class';

/** Whether the text gets at the classes of objects: by asking, or as a method that is given its class. */
export function asksForClass(m: Machine, { flow, decorators }: Body): boolean {
  let asks = decorators.length > 0;
  walkFlow(flow, {
    value(value) {
      if (value.kind === 'part') asks ||= value.key === m.knowledge.protocols.ownClass;
      else if (value.kind === 'read') asks ||= specialOf(m, value) === 'type-of';
    }
  });
  return asks;
}

/** The special meaning of a built-in name that the notebook does not bind. */
function specialOf(m: Machine, { name: { scope, name } }: Extract<Value, { kind: 'read' }>): string | undefined {
  return scope === 'global' && !lookUp(m.globals, name) ? m.knowledge.rule(`${m.knowledge.protocols.builtins}.${name}`)?.special : undefined;
}

/** A call that gives an object of a class, and no class. */
function isConstruction(m: Machine, { callee }: Extract<Value, { kind: 'call' }>): boolean {
  if (callee.kind !== 'read' || callee.name.scope !== 'global') return false;
  const called = [...(lookUp(m.globals, callee.name.name)?.value.locs ?? noLocs)];
  return called.length > 0 && called.every(loc => isClass(m, loc));
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
      const [first, second] = value.kind === 'call' ? value.args : [];
      if (value.kind !== 'call' || !first || value.callee.kind !== 'read') return;
      const rule = m.knowledge.rule(`${m.knowledge.protocols.builtins}.${value.callee.name.name}`);
      if (rule?.special === 'set-attribute') found.push({ of: first.value, key: textOf(second?.value) ?? anyKey });
    }
  });
  return found;
}

const textOf = (value: Value | undefined): string | undefined => {
  const [text, ...more] = value?.kind === 'text' ? value.parts : [];
  return typeof text === 'string' && more.length === 0 ? text : undefined;
};

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
