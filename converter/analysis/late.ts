import type { Loc } from './analysis.js';
import { get } from './effects.js';
import type { Slot } from './environment.js';
import { fieldOf, hidden, reachable } from './heap.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';
import type { Abstract } from './value.js';

/** What code that runs later, or goes on later, binds and changes. */
export interface Late {
  readonly names: ReadonlySet<string>;
  readonly locs: LocSet;
}

/** Runs code and tells what it bound and changed. */
export function watched<T>(m: Machine, run: () => T): { readonly result: T; readonly late: Late } {
  const sizes = new Map([...m.unit.effects.updates].map(([key, { locs }]) => [key, locs.size]));
  const bound = new Map<string, Slot>();
  m.begun.push(bound);
  const result = run();
  m.begun.pop();
  const changed = [...m.unit.effects.updates].filter(([key, { locs }]) => sizes.get(key) !== locs.size);
  return { result, late: { names: new Set(bound.keys()), locs: changed.reduce((all, [, { locs }]) => union(all, locs), noLocs) } };
}

/** Work has begun that `handle` stands for: until that is awaited, it is under way. */
export function begin(m: Machine, handle: Loc, { names, locs }: Late): void {
  const before = m.unit.effects.started.get(handle);
  m.unit.effects.started.set(handle, before ? { names: new Set([...before.names, ...names]), locs: union(before.locs, locs) } : { names, locs });
}

const isPending = (m: Machine, loc: Loc): boolean => Boolean(m.knowledge.type(thing(m, loc).type).awaits);

/** What a value gives when it is awaited: what is pending may give what is pending in turn. */
export function settled(m: Machine, locs: LocSet): LocSet {
  const seen = new Set(locs);
  for (const loc of seen) if (isPending(m, loc)) for (const held of get(m, only(loc))) seen.add(held);
  return new Set([...seen].filter(loc => !isPending(m, loc)));
}

const madeOf = (m: Machine, loc: Loc): readonly Loc[] => ['*', hidden.given, hidden.self].flatMap(key => [...fieldOf(m.heap, loc, key)]);

/** The pending objects that end with a value, those that it was made of included; of what libraries give, nobody knows whether it is pending. */
function endingWith(m: Machine, locs: LocSet): ReadonlySet<Loc> {
  const seen = new Set([...locs].filter(loc => isPending(m, loc) || thing(m, loc).type === undefined));
  for (const loc of seen) for (const held of isPending(m, loc) ? madeOf(m, loc) : []) if (isPending(m, held)) seen.add(held);
  return seen;
}

/** Work that is awaited has ended. */
export function end(m: Machine, { locs }: Abstract): void {
  for (const loc of endingWith(m, locs)) {
    m.late.delete(loc);
    for (let unit: Machine['unit'] | undefined = m.unit; unit; unit = unit.parent) unit.effects.started.delete(loc);
  }
}

/** Callbacks that a call runs later have run when what it gives has ended, or the one promise that they resolve where they run once. */
export function beginCallbacks(m: Machine, how: 'once' | 'again', result: Abstract, late: Late): void {
  const resolved = how === 'once' ? [...late.locs].filter(loc => isPending(m, loc)) : [];
  const [handle] = resolved.length === 1 ? resolved : result.locs;
  if (handle !== undefined) begin(m, handle, late);
}

/** Names that work under way at the end of a cell may still bind, and objects that it may still change. */
export function underWay(m: Machine): Late | undefined {
  for (const [handle, late] of m.unit.effects.started) m.late.set(handle, late);
  return allLate(m);
}

/** Work of all cells so far that is under way. */
export function allLate(m: Machine): Late | undefined {
  if (m.late.size === 0) return undefined;
  const all = [...m.late.values()];
  return { names: new Set(all.flatMap(({ names }) => [...names])), locs: all.reduce((found, { locs }) => union(found, locs), noLocs) };
}

/** Whether a name's value may still become another. */
export const isUnderWay = (m: Machine, { names, locs }: Late, name: string, value: Abstract): boolean =>
  names.has(name) || (locs.size > 0 && [...reachable(m.heap, value.locs)].some(loc => locs.has(loc)));
