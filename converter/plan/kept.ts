import type { Analysis } from '../analysis/analysis.js';
import { identical } from '../analysis/identical.js';
import { localModule, rootOf } from '../languages/modules.js';
import type { FileListing } from '../notebook/listing.js';
import type { PlannedNodes } from './assemble.js';
import { editOf, type Edit } from './edit.js';
import { effectsOf } from './effects.js';
import type { Group } from './group.js';
import { layOut, type Layout, type SharedText } from './layout.js';
import type { Overview } from './overview.js';
import type { Dataset } from './plan.js';
import type { Restatable } from './restate.js';
import { statementText } from './text.js';

/** A plan and what it came by, kept for the next one of nearly the same notebook. */
export interface KeptPlan {
  /** The groups that its layout began with. */
  readonly groups: readonly Group[];
  /** By module that is imported: where it stands beside the notebook. */
  readonly beside: ReadonlyMap<string, string | undefined>;
  readonly shared: SharedText;
  readonly layout: Layout;
  readonly planned: PlannedNodes;
  readonly datasets: readonly Dataset[];
}

/** Where the modules stand that a notebook imports, if they stand beside it. */
export function modulesBeside({ cells }: Analysis, files: FileListing): KeptPlan['beside'] {
  const roots = new Set(cells.flatMap(({ facts }) => facts.imports.map(({ module }) => rootOf(module))));
  return new Map([...roots].map(root => [root, localModule(root, files)]));
}

interface Beginning extends Pick<KeptPlan, 'groups' | 'beside'> {
  readonly analysis: Analysis;
  readonly overview: Overview;
  /** Finds what nodes may share. */
  readonly share: () => SharedText;
}

/** What nodes share and how they lie; `last`, if that is as it was in the plan before. */
export function begin(
  last: KeptPlan | undefined,
  { groups, beside, analysis, overview, share }: Beginning
): { readonly shared: SharedText; readonly layout: Layout; readonly last?: KeptPlan } {
  const edit = last && identical(last.groups, groups) && identical(last.beside, beside) ? editSince(last, analysis, overview) : undefined;
  const shared = last && edit?.leavesShared ? { ...last.shared, analysis, overview } : share();
  const layout = last && edit && layoutAgain(last, edit, shared);
  return layout ? { shared, layout, last } : { shared, layout: layOut(groups, shared) };
}

function editSince({ groups, shared }: KeptPlan, analysis: Analysis, { everBound }: Overview): Edit | undefined {
  const setupCells = new Set(groups.flatMap(({ kind, cells }) => (kind === 'setup' ? cells : [])));
  return editOf(shared.analysis, analysis, { language: shared.language, everBound: [shared.overview.everBound, everBound], setupCells });
}

/**
 * The layout of the plan before, with the present effects of its groups: where all that has changed since is what some cells say, and
 * nothing that goes beyond them. Absent where it has to be found anew.
 */
function layoutAgain({ shared: old, layout }: KeptPlan, { cells, leavesShared }: Edit, shared: SharedText): Layout | undefined {
  const isChanged = (id: string | undefined) => id !== undefined && cells.has(id);
  const isTold =
    layout.diagnostics.some(({ at, related = [] }) => isChanged(at?.cell) || related.some(({ cell }) => isChanged(cell))) ||
    layout.order.edges.some(({ reasons }) => reasons.some(({ writer, reader }) => isChanged(writer?.cell) || isChanged(reader.cell)));
  if (isTold || (!leavesShared && !isSameText(old, shared))) return undefined;
  const { analysis, parameters } = shared;
  return { ...layout, groups: layout.groups.map(({ group }) => effectsOf(group, analysis, parameters.byCell)) };
}

/** Whether what nodes share is what it was. */
const isSameText = (old: SharedText, now: SharedText): boolean =>
  (['movables', 'restatables', 'parameters', 'options'] as const).every(part => identical(old[part], now[part])) &&
  ![...now.restatables.values()].some(stated => hasNewText(stated, old.analysis, now.analysis));

/** Whether a function that nodes state again is written otherwise than it was, or with other comments above it. */
function hasNewText({ cell, statement }: Restatable, { cells: before }: Analysis, { cells: now }: Analysis): boolean {
  const [old, other] = [before[cell], now[cell]];
  return old !== other && (!old || !other || !identical(statementText(old, statement), statementText(other, statement)));
}
