import type { Analysis } from '../analysis/analysis.js';
import { relabelling } from '../analysis/labels.js';
import { noLocs } from '../analysis/locs.js';
import type { GroupEffects } from './effects.js';
import type { NodeInput } from './plan.js';

/**
 * Members of its inputs whose indexes a group changes in place; absent where it does so nowhere. What it makes itself may share
 * theirs as well, which nobody can tell before it runs.
 */
export function relabelled(group: GroupEffects, inputs: readonly NodeInput[], analysis: Analysis): readonly string[] | undefined {
  const updates = group.updates.filter(({ rule }) => rule === relabelling);
  if (updates.length === 0) return undefined;
  const changed = new Set(updates.flatMap(({ locs }) => [...locs]));
  const before = analysis.exit((group.group.cells[0] ?? 0) - 1);
  const reaches = (name: string) => [...analysis.reach(group.at, before.get(name)?.locs ?? noLocs)].some(loc => changed.has(loc));
  return inputs.flatMap(({ dataset, names }) => (dataset === undefined ? [] : names.filter(reaches)));
}
