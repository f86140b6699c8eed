import { rootOf } from '../languages/modules.js';
import type { GroupEffects } from './effects.js';
import type { Layout, SharedText } from './layout.js';

/** Modules of the notebook's own that earlier nodes import, where this node may import some: by then they have run. */
export function importedBefore(group: GroupEffects, index: number, groups: Layout['groups'], { analysis }: SharedText): readonly string[] {
  const before = importedIn(groups).flatMap(({ at, ran }) => (at < index ? ran : []));
  if (before.length === 0) return [];
  const own = new Set(before.map(rootOf));
  const runs = group.cells.flatMap(cell => [...cell.runs]);
  const texts = [...group.cells, ...analysis.cells.filter(({ facts }) => runs.some(id => Object.hasOwn(facts.bodies, id)))];
  return texts.some(({ facts }) => facts.imports.some(({ module }) => own.has(rootOf(module)))) ? before : [];
}

/** Modules of the notebook's own that a node changes, or what in them it changes (`shop.stock`): nodes that feel it are one with it. */
export function changedModules({ definitions }: GroupEffects, groups: Layout['groups']): readonly string[] {
  const own = new Set(importedIn(groups).flatMap(({ ran }) => ran.map(rootOf)));
  if (own.size === 0) return [];
  const paths = [...definitions.keys()].flatMap(name => /^·(?:module:|process\.)(.*)$/u.exec(name)?.[1] ?? []);
  return paths.filter(path => own.has(rootOf(path)));
}

/** Modules of the notebook's own, by the group that imports them first. All nodes of a plan ask. */
const known = new WeakMap<readonly GroupEffects[], readonly { readonly at: number; readonly ran: readonly string[] }[]>();

function importedIn(groups: readonly GroupEffects[]) {
  const found = known.get(groups) ?? groups.flatMap(({ cells }, at) => cells.flatMap(({ ran }) => (ran ? [{ at, ran }] : [])));
  known.set(groups, found);
  return found;
}
