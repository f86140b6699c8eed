import type { Body, Flow, Key, Value } from '../languages/language.js';
import { walkFlow } from '../languages/walk.js';
import { lookUp } from './environment.js';
import { anyKey } from './heap.js';
import { isClass } from './instances.js';
import { noLocs, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

/** Functions and classes of which an attribute may be set. */
export interface ChangedCode {
  readonly locs: LocSet;
  readonly key: Key;
}

/**
 * Of which functions and classes the text of a body may set attributes, when nobody follows what it does: those that it
 * names, and any class within reach where it asks for the class of an object or is given one.
 */
export function changedCode(m: Machine, body: Body, within: LocSet): readonly ChangedCode[] {
  const sets = attributesSet(m, body.flow);
  const written = writtenLocals(body.flow);
  const classes = (): LocSet => within;
  const codeOf = (value: Value, seen: ReadonlySet<string>): LocSet => {
    switch (value.kind) {
      case 'part':
        return value.key === m.knowledge.protocols.ownClass ? classes() : noLocs;
      case 'call':
        return isConstruction(m, value) ? noLocs : classes();
      case 'choice':
        return unionAll(value.of.map(each => codeOf(each, seen)));
      case 'do':
        return codeOf(value.value, seen);
      case 'read':
        return codeNamed(value.name, seen);
      default:
        return noLocs;
    }
  };
  const codeNamed = ({ scope, name }: Extract<Value, { kind: 'read' }>['name'], seen: ReadonlySet<string>): LocSet => {
    if (scope === 'global') return new Set([...(lookUp(m.globals, name)?.value.locs ?? [])].filter(loc => thing(m, loc).body !== undefined));
    if (seen.has(name)) return noLocs;
    const given = body.decorators.length > 0 && body.parameters[0]?.name === name ? classes() : noLocs;
    return union(given, unionAll((written.get(name) ?? []).map(each => codeOf(each, new Set([...seen, name])))));
  };
  return sets.map(({ of, key }) => ({ locs: codeOf(of, new Set()), key }));
}

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

/** By name: what the text binds locals to. */
function writtenLocals(flow: readonly Flow[]): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  walkFlow(flow, {
    flow(step) {
      if (step.kind === 'write') found.set(step.name.name, [...(found.get(step.name.name) ?? []), step.value]);
    }
  });
  return found;
}
