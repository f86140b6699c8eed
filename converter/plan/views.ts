import type { Analysis, Loc } from '../analysis/analysis.js';
import { replacing } from '../analysis/mutate.js';
import type { JoinRule } from '../diagnostics/messages.js';
import type { GroupEffects } from './effects.js';

/**
 * By group, which of the names sent after it hold a view of memory that something else shares and a later group
 * changes, by whatever way, and why saving separates them.
 */
export function separatedViews(groups: readonly GroupEffects[], analysis: Analysis): (index: number, names: Iterable<string>) => ReadonlyMap<string, JoinRule> {
  const { places } = analysis;
  const none: ReadonlyMap<string, JoinRule> = new Map();
  if (!places.some(({ viewOf }) => viewOf !== undefined)) return () => none;
  const owner = (loc: Loc): Loc => {
    const viewOf = places[loc]?.viewOf;
    return viewOf === undefined ? loc : owner(viewOf);
  };
  const changedUntil = new Map<Loc, number>();
  groups.forEach(({ updates, observations }, index) => {
    const looked = [...updates.filter(({ rule }) => rule !== replacing), ...observations].flatMap(({ locs }) => [...locs]);
    for (const loc of looked) changedUntil.set(owner(loc), index);
  });
  return (index, names) => {
    const { at = 0, exit } = groups[index] ?? {};
    // How many objects share a memory: what a container holds may be several.
    const counts = new Map<Loc, number>();
    const holders = new Map<string, Set<Loc>>();
    for (const name of names) {
      const locs = exit?.get(name)?.locs ?? new Set<Loc>();
      for (const loc of analysis.held(at, locs)) {
        const memory = owner(loc);
        if ((changedUntil.get(memory) ?? -1) <= index) continue;
        counts.set(memory, (counts.get(memory) ?? 0) + (locs.has(loc) ? 1 : 2));
        if (loc !== memory) holders.set(name, (holders.get(name) ?? new Set()).add(loc));
      }
    }
    const isSeparated = (view: Loc) => (counts.get(owner(view)) ?? 0) > 1;
    const rule = (view: Loc): JoinRule => (places[view]?.type?.includes('.') ? 'pandas-view' : 'object-view');
    return new Map([...holders].flatMap(([name, views]) => [...views].filter(isSeparated).map(view => [name, rule(view)] as const)));
  };
}
