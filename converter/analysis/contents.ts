import type { Loc } from './analysis.js';
import { memberOf, ownFunctions } from './classes.js';
import { get } from './effects.js';
import { hidden, isStructural } from './heap.js';
import { classesOf, isDecorated, isInstance, libraryBases } from './instances.js';
import { only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

/**
 * Objects of the notebook's classes that containers hold, however deep, but for what lies in one that has such a method itself.
 * Objects whose methods are made of their fields are looked into as containers are.
 */
export function contentsOf(m: Machine, locs: LocSet, methods: readonly string[]): LocSet {
  const seen = new Set<Loc>();
  const found = new Set<Loc>();
  const look = (held: LocSet, isInside: boolean) => {
    for (const loc of held) {
      if (seen.has(loc) || thing(m, loc).body !== undefined || thing(m, loc).path !== undefined) continue;
      seen.add(loc);
      const isOwn = isInstance(m, loc) || hasMethod(m, loc, methods);
      const isLeaf = isOwn && (hasMethod(m, loc, methods) || !isMadeOfFields(m, loc));
      if (isLeaf && isInside) found.add(loc);
      if (!isLeaf && (isOwn || thing(m, loc).type !== undefined)) look(elements(m, loc), true);
    }
  };
  if (m.instances > 0 || m.knowledge.protocols.receiver !== undefined) look(locs, false);
  return found;
}

export const hasMethod = (m: Machine, loc: Loc, methods: readonly string[]): boolean =>
  methods.some(name => memberOf(m, loc, name).locs.size > 0 || ownFunctions(m, loc, name).size > 0);

const isMadeOfFields = (m: Machine, loc: Loc): boolean => isDecorated(m, classesOf(m, loc)) || libraryBases(m, classesOf(m, loc)).length > 0;

function elements(m: Machine, loc: Loc): LocSet {
  let found = get(m, only(loc), hidden.keys);
  for (const [key, held] of m.heap.sets.get(loc) ?? []) if (!isStructural(key)) found = union(found, held);
  return found;
}
