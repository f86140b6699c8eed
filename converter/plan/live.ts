import type { GroupEffects } from './effects.js';
import { isImplicit } from './effects.js';

/** Names whose value at some point is still read later, before a sure rebinding. */
export interface Liveness {
  /** Per group: names read from its start on. */
  readonly before: readonly ReadonlySet<string>[];
  /** Per group: names read after it. */
  readonly after: readonly ReadonlySet<string>[];
}

/** Backward pass over the groups; `uses` says which of a group's reads count. */
export function liveNames(groups: readonly GroupEffects[], uses: (group: GroupEffects, index: number) => Iterable<string>): Liveness {
  const before: ReadonlySet<string>[] = [];
  const after: ReadonlySet<string>[] = [];
  let live: ReadonlySet<string> = new Set();
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index];
    if (!group) continue;
    after[index] = live;
    const passed = [...live].filter(name => !isKilled(group, name));
    live = new Set([...uses(group, index), ...passed]);
    before[index] = live;
  }
  return { before, after };
}

/** Surely bound anew (an implicit variable only where nothing of its old state is used), or surely gone. */
function isKilled(group: GroupEffects, name: string): boolean {
  const isRebound = group.definitions.get(name)?.certainty === 'always';
  return group.deletions.has(name) || (isRebound && (!isImplicit(name) || !group.uses.has(name)));
}
