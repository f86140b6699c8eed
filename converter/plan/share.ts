import type { Analysis, Loc } from '../analysis/analysis.js';
import type { GroupEffects } from './effects.js';

/**
 * Which live names must travel together after each group: those that may reach one *hot* object, one that a later
 * group updates or compares by identity, or that is code or a sentinel travelling by value (`soundness.md` §2.7).
 */
export interface Sharing {
  /** Components with more than one member, for the boundary after group `index`. */
  components(index: number, live: ReadonlySet<string>): readonly (readonly string[])[];
}

export function sharing(groups: readonly GroupEffects[], analysis: Analysis, travelsByReference: (loc: Loc) => boolean): Sharing {
  const hotAfter = hotLocations(groups);
  const always = new Set<Loc>();
  analysis.places.forEach((place, loc) => {
    if ((place.body !== undefined || place.sentinel) && !travelsByReference(loc)) always.add(loc);
  });
  return {
    components(index, live) {
      const group = groups[index];
      const hot = hotAfter[index];
      if (!group || !hot) return [];
      const holders = new Map<Loc, string[]>();
      for (const name of live) {
        const binding = group.exit.get(name);
        if (!binding || binding.locs.size === 0) continue;
        for (const loc of analysis.reach(group.at, binding.locs)) {
          if (!hot.has(loc) && !always.has(loc)) continue;
          if (travelsByReference(loc)) continue;
          holders.set(loc, [...(holders.get(loc) ?? []), name]);
        }
      }
      return unite([...holders.values()]);
    }
  };
}

function hotLocations(groups: readonly GroupEffects[]): readonly ReadonlySet<Loc>[] {
  const found: ReadonlySet<Loc>[] = [];
  let later = new Set<Loc>();
  for (let index = groups.length - 1; index >= 0; index--) {
    found[index] = later;
    const group = groups[index];
    later = new Set([...later, ...(group?.updated ?? []), ...(group?.observations ?? []).flatMap(({ locs }) => [...locs])]);
  }
  return found;
}

/** Union-find over sets of names; only components with several members. */
function unite(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const up = parent.get(name);
    if (up === undefined || up === name) return name;
    const top = root(up);
    parent.set(name, top);
    return top;
  };
  for (const [first, ...rest] of sets) {
    if (first === undefined) continue;
    for (const other of [first, ...rest]) parent.set(root(other), root(first));
  }
  const members = new Map<string, string[]>();
  for (const name of parent.keys()) members.set(root(name), [...(members.get(root(name)) ?? []), name]);
  return [...members.values()].filter(names => names.length > 1);
}
