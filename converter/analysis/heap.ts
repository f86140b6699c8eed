import type { Loc } from './analysis.js';
import { keysKey, type Key } from '../languages/language.js';
import { tracedHoldings, type Holdings } from './holdings.js';
import { noLocs, union, unionAll, type LocSet } from './locs.js';
import type { Trace } from './trace.js';
import { containers } from './traced.js';

/** What objects hold, under which keys. It only grows; every entry remembers in which cell it came to be. */
export interface Heap {
  readonly fields: Map<Loc, Map<Key, Map<Loc, number>>>;
  readonly sets: Map<Loc, Map<Key, LocSet>>;
  readonly versions: Map<Loc, number>;
  readonly holdings: Holdings | undefined;
  version: number;
  /** The oldest object of which a field has changed since somebody asked. */
  oldest: Loc;
  /** How many holdings were gone through, one after the other, since that was last paid for. */
  work: number;
}

/** Any key: what is put there may be found under every key. */
export const anyKey = '*';

/** Keys of our own, which no program can write. */
export const hidden = {
  type: '·class',
  base: '·base',
  frame: '·frame',
  self: '·self',
  callable: '·callable',
  keys: keysKey,
  given: '·given',
  default: '·default',
  part: '·part',
  members: '·members',
  variables: '·variables',
  factory: '·factory',
  /** Whose memory it has until either changes: nothing that it holds. */
  memory: '·memory'
} as const;

/** Not among what an object holds as its elements. */
export const isStructural = (key: Key): boolean => typeof key === 'string' && key.startsWith('·');

export function emptyHeap(trace?: Trace): Heap {
  const fields: Heap['fields'] = new Map();
  const { map } = containers(trace);
  const holdings = trace && tracedHoldings(fields, trace);
  return { fields, sets: holdings?.sets ?? new Map<Loc, Map<Key, LocSet>>(), versions: map(), holdings, version: 0, oldest: Number.POSITIVE_INFINITY, work: 0 };
}

export function put(heap: Heap, into: Iterable<Loc>, key: Key, what: LocSet, cell: number): void {
  if (what.size === 0) return;
  for (const loc of into) {
    let fields = heap.fields.get(loc);
    if (!fields) heap.fields.set(loc, (fields = new Map<Key, Map<Loc, number>>()));
    let field = fields.get(key);
    if (!field) fields.set(key, (field = new Map<Loc, number>()));
    heap.work += what.size;
    let added: Loc[] | undefined;
    for (const held of what) {
      if (field.has(held)) continue;
      field.set(held, cell);
      (added ??= []).push(held);
    }
    let sets = added || heap.holdings ? heap.sets.get(loc) : undefined;
    if (!added) continue;
    if (!sets) place(heap, loc, (sets = new Map<Key, LocSet>()));
    const before = sets.get(key);
    const whole = union(before ?? noLocs, what);
    sets.set(key, whole);
    heap.holdings?.note(loc, { key, added, cell, whole }, before);
    heap.versions.set(loc, (heap.versions.get(loc) ?? 0) + 1);
    heap.version++;
    heap.oldest = Math.min(heap.oldest, loc);
  }
}

function place({ sets, holdings }: Heap, loc: Loc, held: Map<Key, LocSet>): void {
  if (holdings) holdings.sets.place(loc, held);
  else sets.set(loc, held);
}

/** What one object may hold under a key; under any key the program can write, where `key` is absent or `*`. */
export function fieldOf(heap: Heap, loc: Loc, key: Key = anyKey): LocSet {
  const sets = heap.sets.get(loc);
  if (!sets) return noLocs;
  if (key !== anyKey) return union(sets.get(key) ?? noLocs, typeof key === 'string' && key.startsWith('·') ? noLocs : (sets.get(anyKey) ?? noLocs));
  return unionAll([...sets].map(([at, held]) => (isStructural(at) ? noLocs : held)));
}

/** All objects reachable from some (themselves included), by what was held at the end of cell `at`; `follows` leaves out ways. */
export function reachableAt(heap: Heap, from: Iterable<Loc>, at: number, follows?: (holder: Loc, held: Loc) => boolean): Set<Loc> {
  const found = new Set(from);
  for (const loc of found) {
    for (const [key, field] of heap.fields.get(loc) ?? [])
      for (const [held, since] of field) if (key !== hidden.memory && since <= at && (!follows || follows(loc, held))) found.add(held);
  }
  return found;
}

/** All objects reachable now; `follows` leaves out keys. */
export function reachable(heap: Heap, from: Iterable<Loc>, follows?: (key: Key) => boolean): Set<Loc> {
  const found = new Set(from);
  for (const loc of found) {
    const sets = heap.sets.get(loc);
    if (!sets) continue;
    for (const [key, held] of sets) {
      if (key === hidden.memory || (follows && !follows(key))) continue;
      heap.work += held.size;
      for (const one of held) found.add(one);
    }
  }
  return found;
}
