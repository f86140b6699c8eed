import type { Loc } from './analysis.js';

/** A set of abstract objects; never changed once made, so that it can be shared and compared by reference first. */
export type LocSet = ReadonlySet<Loc>;

export const noLocs: LocSet = new Set();

const singles: LocSet[] = [];

/** The set of one object: always the same one. */
export const only = (loc: Loc): LocSet => (singles[loc] ??= new Set([loc]));

/** The union; one of the two arguments itself where it holds the other. */
export function union(a: LocSet, b: LocSet): LocSet {
  if (contains(a, b)) return a;
  if (contains(b, a)) return b;
  return new Set([...a, ...b]);
}

export function contains(whole: LocSet, part: LocSet): boolean {
  if (whole === part) return true;
  if (part.size > whole.size) return false;
  for (const loc of part) if (!whole.has(loc)) return false;
  return true;
}

/** The union of many, which is copied no more than once. */
export function unionAll(sets: readonly LocSet[]): LocSet {
  let joined = noLocs;
  let own: Set<Loc> | undefined;
  for (const set of sets) {
    if (own) for (const loc of set) own.add(loc);
    else if (!contains(joined, set)) {
      if (contains(set, joined)) joined = set;
      else joined = own = new Set([...joined, ...set]);
    }
  }
  return joined;
}
