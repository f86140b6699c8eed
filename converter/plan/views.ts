import type { Analysis, Loc } from '../analysis/analysis.js';
import { replacing } from '../analysis/mutate.js';
import type { GroupEffects } from './effects.js';

/**
 * Whether objects, sent after a group, hold a view of memory that a later group changes, in this or another view or in
 * the object that it is a view of: saving separates them.
 */
export function separatedViews(groups: readonly GroupEffects[], analysis: Analysis): (index: number, locs: ReadonlySet<Loc>) => boolean {
  const owner = (loc: Loc): Loc => {
    const viewOf = analysis.places[loc]?.viewOf;
    return viewOf === undefined ? loc : owner(viewOf);
  };
  const changedUntil = new Map<Loc, number>();
  groups.forEach(({ updates, observations }, index) => {
    const looked = [...updates.filter(({ rule }) => rule !== replacing), ...observations].flatMap(({ locs }) => [...locs]);
    for (const loc of looked) changedUntil.set(owner(loc), index);
  });
  if (!analysis.places.some(({ viewOf }) => viewOf !== undefined)) return () => false;
  return (index, locs) =>
    [...analysis.held(groups[index]?.at ?? 0, locs)].some(loc => analysis.places[loc]?.viewOf !== undefined && (changedUntil.get(owner(loc)) ?? -1) > index);
}
