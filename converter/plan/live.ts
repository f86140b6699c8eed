import type { GroupEffects } from './effects.js';

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
  for (const [index, group] of [...groups.entries()].toReversed()) {
    after[index] = live;
    const passed = [...live].filter(name => !isKilled(group, name));
    live = new Set([...uses(group, index), ...passed]);
    before[index] = live;
  }
  return { before, after };
}

/** Surely bound anew, or surely gone. */
const isKilled = ({ definitions, deletions }: GroupEffects, name: string): boolean => definitions.get(name)?.certainty === 'always' || deletions.has(name);
