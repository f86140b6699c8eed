import type { Span } from '../source/span.js';
import { inArms } from './arms.js';
import { reachFrom } from './beyond.js';
import { limits } from './limits.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { join, joinAll, same, scalar, type Abstract } from './value.js';

/**
 * Runs pieces of code once that run again and again, in any order; `isEnough`: another time they would see nothing that they have not
 * seen; `isForgotten`: nor would they, if what they have made themselves is not theirs to see.
 */
export function pass<T>(
  m: Machine,
  pieces: readonly (() => T)[]
): { readonly results: readonly T[]; readonly isEnough: boolean; readonly isForgotten: boolean } {
  const reads = new Set<string>();
  const { version, oldest } = m.heap;
  const { length } = m.things;
  m.heap.oldest = Number.POSITIVE_INFINITY;
  m.unit.passes.push({ start: ++m.tick, reads });
  const { results, widened } = inArms(m, pieces, true);
  m.unit.passes.pop();
  const isRead = [...widened].some(name => reads.has(name));
  const isForgotten = m.heap.oldest >= length && !isRead;
  m.heap.oldest = Math.min(m.heap.oldest, oldest);
  return { results, isEnough: m.heap.version === version && !isRead, isForgotten };
}

interface Again {
  /** All that the calls have to do with. */
  readonly from: LocSet;
  readonly span: Span;
  /** What they give is given to them the next time. */
  readonly feeds?: boolean;
  /** What they are given the first time. */
  readonly first?: Abstract | undefined;
}

/** Calls that are made again and again: what they leave behind they see the next time. What they give; absent where that is nothing. */
export function callAgain(
  m: Machine,
  calls: (given: Abstract | undefined) => readonly (() => Abstract | undefined)[],
  { from, span, feeds = false, first }: Again
): Abstract | undefined {
  let given = first;
  for (let round = 0; round < limits.rounds; round++) {
    const { results, isForgotten } = pass(m, calls(given));
    const all = [given, ...results].flatMap(result => result ?? []);
    const wider = all.length > 0 ? joinAll(all) : undefined;
    const isSame = !feeds || (given && wider ? same(given, wider) : given === wider);
    if (isForgotten && isSame) return wider;
    given = wider;
  }
  return join(given ?? scalar, reachFrom(m, from, from, span));
}
