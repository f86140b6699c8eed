import type { Analysis, Loc } from '../analysis/analysis.js';
import { noLocs } from '../analysis/locs.js';
import type { GroupEffects } from './effects.js';

/**
 * Which live names must travel together after each group: those that may reach one *hot* object, one that a later
 * group updates or compares by identity, or that is code or a sentinel travelling by value.
 */
export interface Sharing {
  /** Components with more than one member, for the boundary after group `index`. */
  components(index: number, live: ReadonlySet<string>): readonly (readonly string[])[];
}

export function sharing(groups: readonly GroupEffects[], analysis: Analysis, travelsByReference: (loc: Loc) => boolean): Sharing {
  const hotUntil = hotLocations(groups);
  const always = new Set<Loc>();
  analysis.places.forEach((place, loc) => {
    if ((place.body !== undefined || place.sentinel) && !travelsByReference(loc)) always.add(loc);
  });
  return {
    components(index, live) {
      const { at = 0, exit } = groups[index] ?? {};
      const holders = new Map<Loc, string[]>();
      for (const name of live) {
        for (const loc of analysis.reach(at, exit?.get(name)?.locs ?? noLocs)) {
          if ((hotUntil.get(loc) ?? -1) <= index && !always.has(loc)) continue;
          if (travelsByReference(loc)) continue;
          const known = holders.get(loc);
          if (known) known.push(name);
          else holders.set(loc, [name]);
        }
      }
      return unite([...holders.values()]);
    }
  };
}

/** By object: the last group that updates it or looks at its identity. */
function hotLocations(groups: readonly GroupEffects[]): ReadonlyMap<Loc, number> {
  const last = new Map<Loc, number>();
  groups.forEach(({ updated, observations }, index) => {
    for (const loc of updated) last.set(loc, index);
    for (const { locs } of observations) for (const loc of locs) last.set(loc, index);
  });
  return last;
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
  for (const set of sets) {
    for (const name of set) parent.set(root(name), root(set[0] ?? name));
  }
  const members = new Map<string, string[]>();
  for (const name of parent.keys()) members.set(root(name), [...(members.get(root(name)) ?? []), name]);
  return [...members.values()].filter(names => names.length > 1);
}
