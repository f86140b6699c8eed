import type { Analysis, Binding, Loc } from '../analysis/analysis.js';
import type { GroupEffects } from './effects.js';

/** One dataset that a group takes or gives, and what its names are bound to there. */
export interface Side {
  readonly dataset: string;
  readonly bindings: readonly (Binding | undefined)[];
  readonly isGiven: boolean;
}

/**
 * Pairs of datasets that a group takes or gives, at least one of them given, that hold the same data and may still go separate ways: of what
 * they hold, later groups change other parts. The first of each is one that a later group changes.
 */
export function harmlessPairs(
  sides: readonly Side[],
  index: number,
  groups: readonly GroupEffects[],
  analysis: Analysis
): readonly (readonly [string, string])[] {
  const { at = 0 } = groups[index] ?? {};
  if (sides.length < 2) return [];
  const until = updatedUntil(groups);
  const roots = sides.map(({ bindings }) => new Set(bindings.flatMap(binding => [...(binding?.locs ?? [])])));
  const held = roots.map(locs => dataOf(analysis, at, locs));
  const isClear = held.map(locs => ![...locs].some(loc => isForeign(analysis, loc)));
  const isHot = held.map(locs => [...locs].some(loc => (until.get(loc) ?? -1) > index));
  return sides.flatMap((side, one) =>
    sides.flatMap((other, two): readonly (readonly [string, string])[] => {
      if (one === two || !(side.isGiven || other.isGiven) || !isHot[one]) return [];
      const isKnown = isClear[one] === true && isClear[two] === true && [...(held[one] ?? [])].some(loc => held[two]?.has(loc));
      // A library's object was given all of the other, which nobody changes any more.
      const isKept = !other.isGiven && !isHot[two] && isWithin(roots[two], held[one]);
      return isKnown || isKept ? [[side.dataset, other.dataset]] : [];
    })
  );
}

const isWithin = (some: ReadonlySet<Loc> = new Set(), all: ReadonlySet<Loc> = new Set()): boolean => some.size > 0 && [...some].every(loc => all.has(loc));

/** By groups: the last of them that changes an object. All nodes of a plan ask. */
const known = new WeakMap<readonly GroupEffects[], ReadonlyMap<Loc, number>>();

function updatedUntil(groups: readonly GroupEffects[]): ReadonlyMap<Loc, number> {
  const before = known.get(groups);
  if (before) return before;
  const until = new Map(groups.flatMap(({ updated }, index) => [...updated].map(loc => [loc, index] as const)));
  known.set(groups, until);
  return until;
}

/** A library knows what such an object is made of, and may hand out the parts. */
function isForeign(analysis: Analysis, loc: Loc): boolean {
  const { type, foreign } = analysis.places[loc] ?? {};
  return foreign === true || type?.includes('.') === true;
}

/** What is reached but for code and what belongs to libraries: these are nobody's to change. */
const dataOf = (analysis: Analysis, at: number, locs: ReadonlySet<Loc>): ReadonlySet<Loc> =>
  new Set([...analysis.reach(at, locs)].filter(loc => analysis.places[loc]?.body === undefined && analysis.places[loc]?.module === undefined));
