import type { Analysis, Loc } from '../analysis/analysis.js';
import type { GroupEffects } from './effects.js';
import type { NodeOutput } from './plan.js';

/**
 * Pairs of a group's datasets that hold the same data and may still go separate ways: of what they hold, later groups change other parts.
 * The first of each is one that a later group changes.
 */
export function harmlessPairs(
  outputs: readonly NodeOutput[],
  index: number,
  groups: readonly GroupEffects[],
  analysis: Analysis
): readonly (readonly [string, string])[] {
  const { at = 0, exit } = groups[index] ?? {};
  if (outputs.length < 2) return [];
  const later = groups.slice(index + 1);
  const held = outputs.map(({ names }) => dataOf(analysis, at, new Set(names.flatMap(name => [...(exit?.get(name)?.locs ?? [])]))));
  const isClear = held.map(locs => ![...locs].some(loc => isForeign(analysis, loc)));
  const isHot = held.map(locs => later.some(({ updated }) => [...updated].some(loc => locs.has(loc))));
  return outputs.flatMap(({ dataset }, one) =>
    outputs.flatMap((other, two): readonly (readonly [string, string])[] => {
      const shares =
        one !== two && isHot[one] === true && isClear[one] === true && isClear[two] === true && [...(held[one] ?? [])].some(loc => held[two]?.has(loc));
      return shares ? [[dataset, other.dataset]] : [];
    })
  );
}

/** A library knows what such an object is made of, and may hand out the parts. */
function isForeign(analysis: Analysis, loc: Loc): boolean {
  const { type, foreign } = analysis.places[loc] ?? {};
  return foreign === true || type?.includes('.') === true;
}

/** What is reached but for code and what belongs to libraries: these are nobody's to change. */
const dataOf = (analysis: Analysis, at: number, locs: ReadonlySet<Loc>): ReadonlySet<Loc> =>
  new Set([...analysis.reach(at, locs)].filter(loc => analysis.places[loc]?.body === undefined && analysis.places[loc]?.module === undefined));
