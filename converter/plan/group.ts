import type { Analysis, CellAnalysis } from '../analysis/analysis.js';
import type { Cell, CellIntent } from '../notebook/notebook.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { untaggedCellJoined } from '../diagnostics/messages.js';

/** Consecutive cells that run as one: a node, or the setup before the nodes. */
export interface Group {
  readonly kind: 'node' | 'setup';
  /** As the author wrote it; `setup` for setup groups. */
  readonly name: string;
  /** Indices into `Analysis.cells`, consecutive. */
  readonly cells: readonly number[];
  /** Names of the nodes it was made of, where nodes were joined. */
  readonly members: readonly string[];
  readonly joinedBecause: readonly { readonly rule: string; readonly detail?: string; readonly cell?: string }[];
}

/** Cells to groups, by roles: same name is one node, an untagged cell joins the node above. */
export function groupCells(
  analysis: Analysis,
  { joined = true }: { readonly joined?: boolean } = {}
): { groups: readonly Group[]; diagnostics: readonly Diagnostic[] } {
  const groups: Group[] = [];
  const diagnostics: Diagnostic[] = [];
  analysis.cells.forEach(({ cell }, index) => {
    const last = groups.at(-1);
    const { kind, name } = target(cell.intent, last);
    if (last && last.kind === kind && last.name === name) {
      groups[groups.length - 1] = { ...last, cells: [...last.cells, index] };
    } else {
      groups.push({ kind, name, cells: [index], members: kind === 'node' ? [name] : [], joinedBecause: [] });
    }
    if (!cell.intent.role && !isBlank(cell) && kind === 'node') diagnostics.push(untaggedCellJoined(name, { cell: cell.id }));
  });
  return { groups: joined ? joinRepeated(groups) : groups, diagnostics };
}

/** Most notebooks end with an empty cell, which nobody means to be part of anything. */
export const isBlank = ({ source, intent }: Cell): boolean => source.trim() === '' && intent.role === undefined;

function target(intent: CellIntent, last: Group | undefined): { kind: Group['kind']; name: string } {
  if (intent.node !== undefined) return { kind: 'node', name: intent.node };
  if (intent.role === undefined && last?.kind === 'node') return { kind: 'node', name: last.name };
  return { kind: 'setup', name: 'setup' };
}

/** A name that comes again after other nodes: what stands between runs with it. */
function joinRepeated(groups: readonly Group[]): readonly Group[] {
  for (const [from, { kind, name }] of groups.entries()) {
    const to = groups.findLastIndex(other => other.kind === 'node' && other.name === name);
    if (kind === 'node' && to > from) return joinRepeated(joinRange(groups, { from, to, because: [{ rule: 'group-cycle' }] }));
  }
  return groups;
}

/** Groups `from` to `to` (inclusive) as one. Setup groups inside become part of the node. */
export function joinRange(groups: readonly Group[], range: { from: number; to: number; because: Group['joinedBecause'] }): Group[] {
  const parts = groups.slice(range.from, range.to + 1);
  const members = [...new Set(parts.flatMap(part => part.members))];
  const joined: Group = {
    kind: 'node',
    name: members.join('_'),
    cells: parts.flatMap(part => part.cells),
    members,
    joinedBecause: [...parts.flatMap(part => part.joinedBecause), ...(members.length > 1 ? range.because : [])]
  };
  return [...groups.slice(0, range.from), joined, ...groups.slice(range.to + 1)];
}

/** The cells of a group. */
export function cellsOf(group: Group, analysis: Analysis): readonly CellAnalysis[] {
  return group.cells.flatMap(index => analysis.cells[index] ?? []);
}
