import type { Key } from '../languages/language.js';
import type { Loc } from './analysis.js';
import type { Heap } from './heap.js';

/** What can be reached from some objects, found bit by bit while these come to hold more. */
export interface Reach {
  /** With the state of each object in which it was gone through. */
  readonly seen: Map<Loc, number>;
  /** Leaves out keys. */
  readonly follows?: ((key: Key) => boolean) | undefined;
}

/** Goes on from more objects, and from all that hold more than before; gives what was not within reach yet. */
export function extend(heap: Heap, { seen, follows }: Reach, from: Iterable<Loc>): readonly Loc[] {
  const found: Loc[] = [];
  const find = (loc: Loc) => {
    if (seen.has(loc)) return;
    seen.set(loc, -1);
    found.push(loc);
  };
  for (const loc of from) find(loc);
  for (const [loc, before] of seen) {
    const version = heap.versions.get(loc) ?? 0;
    if (version === before) continue;
    seen.set(loc, version);
    for (const [key, held] of heap.sets.get(loc) ?? []) {
      if (follows && !follows(key)) continue;
      heap.work += held.size;
      held.forEach(find);
    }
  }
  return found;
}
