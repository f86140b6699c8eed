import type { Analysis, CellAnalysis } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { alike, identical } from '../analysis/identical.js';
import type { CellFacts } from '../languages/language.js';
import type { PlannedNodes } from './assemble.js';
import { boundIn } from './bindings.js';
import { effectsOf } from './effects.js';
import type { Group } from './group.js';
import type { Layout, SharedText } from './layout.js';
import type { Restatable } from './restate.js';
import { statementText } from './text.js';

/** A plan and what it came by, kept for the next one of nearly the same notebook. */
export interface KeptPlan {
  /** The groups that its layout began with. */
  readonly groups: readonly Group[];
  readonly shared: SharedText;
  readonly layout: Layout;
  readonly planned: PlannedNodes;
}

/**
 * The layout of the plan before, with the present effects of its groups: where all that has changed since is what some cells say, and
 * nothing that goes beyond them. Absent where it has to be found anew.
 */
export function layoutAgain({ groups: before, shared: old, layout }: KeptPlan, groups: readonly Group[], shared: SharedText): Layout | undefined {
  const changed = changedCells(old.analysis, shared);
  if (!changed || !identical(before, groups) || !isSameText(old, shared)) return undefined;
  const isChanged = (id: string | undefined) => id !== undefined && changed.has(id);
  const isTold =
    layout.diagnostics.some(({ at, related = [] }) => isChanged(at?.cell) || related.some(({ cell }) => isChanged(cell))) ||
    layout.order.edges.some(({ reasons }) => reasons.some(({ writer, reader }) => isChanged(writer?.cell) || isChanged(reader.cell)));
  if (isTold || [...shared.restatables.values()].some(stated => hasNewText(stated, old.analysis, shared.analysis))) return undefined;
  const { analysis, parameters } = shared;
  return { ...layout, groups: layout.groups.map(({ group }) => effectsOf(group, analysis, parameters.byCell)) };
}

/** Whether a function that nodes state again is written otherwise than it was, or with other comments above it. */
function hasNewText({ cell, statement }: Restatable, { cells: before }: Analysis, { cells: now }: Analysis): boolean {
  const [old, other] = [before[cell], now[cell]];
  return old !== other && (!old || !other || !identical(statementText(old, statement), statementText(other, statement)));
}

/** Ids of cells that are not what they were; absent where more than their own text may be another. */
function changedCells(before: Analysis, { analysis, overview: { everBound } }: SharedText): ReadonlySet<string> | undefined {
  if (before.objects !== analysis.objects || before.cells.length !== analysis.cells.length) return undefined;
  const isOpen = analysis.cells.some(({ dynamic }) => dynamic);
  // What no cell ever binds, nothing passes on: most names that are just being written are such.
  const isFelt = ({ name }: { readonly name: string }) => isOpen || isImplicit(name) || everBound.has(name);
  const felt = (cell: CellAnalysis) => ({ ...cell, uses: cell.uses.filter(isFelt) });
  const changed = new Set<string>();
  for (const [index, cell] of analysis.cells.entries()) {
    const known = before.cells[index];
    if (known === cell) continue;
    if (!known || !alike(outwards(felt(known)), outwards(felt(cell)))) return undefined;
    changed.add(cell.cell.id);
  }
  return changed;
}

/** All of a cell that other cells may go by. */
function outwards({ cell: { id, index, intent }, facts, ...effects }: CellAnalysis): unknown {
  return { ...effects, diagnostics: [], id, index, intent, text: told(facts) };
}

/** Of a cell's text, what is looked for in the text of all cells together. */
function told(facts: CellFacts): unknown {
  const { bodies, imports, typings, declared, rungs } = facts;
  return { bound: boundIn(facts), bodies, imports, typings, declared, rungs };
}

/** Whether what nodes share is what it was. */
const isSameText = (old: SharedText, now: SharedText): boolean =>
  (['movables', 'restatables', 'parameters', 'options'] as const).every(part => identical(old[part], now[part]));
