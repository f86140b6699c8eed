import { join, same, scalar, type Abstract } from './value.js';

/** A name at some point of the walk. */
export interface Slot {
  readonly value: Abstract;
  /** `maybe`: bound on some paths only, or deleted on some. */
  readonly state: 'bound' | 'maybe' | 'deleted' | 'unbound';
  /** Tick since which every path has bound or deleted it; 0 if some path never did. */
  readonly since: number;
}

/** Nothing is bound to it, on any path. */
export const isGone = (slot: Slot | undefined): boolean => slot === undefined || slot.state === 'unbound' || slot.state === 'deleted';

/** Names of one scope. A branch writes into a layer of its own, so that its arms can be joined. */
export interface Environment {
  readonly slots: Map<string, Slot>;
  readonly below?: Environment | undefined;
  /** Names that were bound anew; only where somebody asks. */
  readonly changed?: Set<string>;
}

export const environment = (below?: Environment): Environment => ({ slots: new Map(), below });

export function assign({ slots, changed }: Environment, name: string, slot: Slot): void {
  slots.set(name, slot);
  changed?.add(name);
}

export function lookUp(scope: Environment, name: string): Slot | undefined {
  for (let layer: Environment | undefined = scope; layer; layer = layer.below) {
    const slot = layer.slots.get(name);
    if (slot) return slot;
  }
  return undefined;
}

/** The tick since which every path has bound a name; 0 if some path never did. */
export const boundAt = (scope: Environment, name: string): number => lookUp(scope, name)?.since ?? 0;

/** On a path that never bound it. */
export const unbound: Slot = { value: scalar, state: 'unbound', since: 0 };

/** What holds where several paths meet. */
export function meet(a: Slot, b: Slot): Slot {
  if (a === b) return a;
  const state = a.state === b.state ? a.state : 'maybe';
  const value = isGone(a) ? b.value : isGone(b) ? a.value : join(a.value, b.value);
  const since = Math.min(a.since, b.since);
  if (a.state === state && a.since === since && a.value === value) return a;
  return { value, state, since };
}

/** The name may also be what it was on a way that ended early. */
export function weaken(scope: Environment, name: string, slot: Slot): void {
  assign(scope, name, meet(lookUp(scope, name) ?? unbound, slot));
}

/** Notes every binding on the way through code that may end anywhere. */
export function note(begun: readonly Map<string, Slot>[], name: string, slot: Slot): void {
  for (const bound of begun) bound.set(name, meet(bound.get(name) ?? slot, slot));
}

/** Joins the arms of a branch into the layer below them; tells whether a value there became wider. `skip`: none of the arms may run. */
export function mergeArms(base: Environment, arms: readonly Environment[], skip: boolean): Set<string> {
  const widened = new Set<string>();
  const names = new Set(arms.flatMap(({ slots }) => [...slots.keys()]));
  for (const name of names) {
    const before = lookUp(base, name);
    const paths = arms.map(({ slots }) => slots.get(name) ?? before);
    if (skip) paths.push(before);
    const [first = unbound, ...others] = paths.map(path => path ?? unbound);
    const slot = others.reduce(meet, first);
    assign(base, name, slot);
    if (!before || !same(before.value, slot.value) || before.state !== slot.state) widened.add(name);
  }
  return widened;
}

/** All names with their slots, upper layers first. */
export function flatten(scope: Environment): ReadonlyMap<string, Slot> {
  if (!scope.below) return scope.slots;
  const all = new Map(flatten(scope.below));
  for (const [name, slot] of scope.slots) all.set(name, slot);
  return all;
}
