import { rootOf } from '../languages/modules.js';
import type { GroupEffects } from './effects.js';
import type { Layout, SharedText } from './layout.js';
import type { PipelineNode } from './plan.js';

export interface OwnModulesContext {
  readonly index: number;
  readonly group: GroupEffects;
  readonly inputs: PipelineNode['inputs'];
  readonly layout: Layout;
  readonly shared: SharedText;
}

/** What a node has to do with modules of the notebook's own; only what there is to say. */
export function ownModules(context: OwnModulesContext): Pick<PipelineNode, 'imported' | 'changes' | 'needsOwn'> {
  const { index, group, layout } = context;
  const all = importedIn(layout.groups);
  if (all.length === 0) return {};
  const own = new Set(all.flatMap(({ ran }) => ran.map(rootOf)));
  const isImporting = imports(context, own);
  const imported = isImporting ? all.flatMap(({ at, ran }) => (at < index ? ran : [])) : [];
  const changes = changesIn(group, own);
  const areChanged = layout.groups.some((one, at) => at < index && changesIn(one, own).length > 0);
  const needsOwn = areChanged && (isImporting || group.dynamic || loads(context, own));
  return { ...(imported.length > 0 && { imported }), ...(changes.length > 0 && { changes }), ...(needsOwn && { needsOwn }) };
}

/** The modules that a group changes, or what in them it changes (`shop.stock`). */
function changesIn({ definitions }: GroupEffects, own: ReadonlySet<string>): readonly string[] {
  const paths = [...definitions.keys()].flatMap(name => /^·(?:module:|process\.)(.*)$/u.exec(name)?.[1] ?? []);
  return paths.filter(path => own.has(rootOf(path)));
}

/** Whether its code, or code that it runs, may import some of them. */
function imports({ group, shared: { analysis } }: OwnModulesContext, own: ReadonlySet<string>): boolean {
  const runs = group.cells.flatMap(cell => [...cell.runs]);
  const texts = [...group.cells, ...analysis.cells.filter(({ facts }) => runs.some(id => Object.hasOwn(facts.bodies, id)))];
  return texts.some(({ facts }) => facts.imports.some(({ module }) => own.has(rootOf(module))));
}

/** Whether some of its inputs may be what only such a module can load. */
function loads({ index, inputs, layout, shared: { analysis } }: OwnModulesContext, own: ReadonlySet<string>): boolean {
  const before = layout.groups[index - 1];
  const given = inputs.flatMap(({ names }) => names.flatMap(name => [...(before?.exit.get(name)?.locs ?? [])]));
  return [...analysis.reach(before?.at ?? -1, new Set(given))].some(loc => {
    const { foreign, module } = analysis.places[loc] ?? {};
    return foreign ?? (module !== undefined && own.has(rootOf(module)));
  });
}

/** Modules of the notebook's own, by the group that imports them first. All nodes of a plan ask. */
const known = new WeakMap<readonly GroupEffects[], readonly { readonly at: number; readonly ran: readonly string[] }[]>();

function importedIn(groups: readonly GroupEffects[]) {
  const found = known.get(groups) ?? groups.flatMap(({ cells }, at) => cells.flatMap(({ ran }) => (ran ? [{ at, ran }] : [])));
  known.set(groups, found);
  return found;
}
