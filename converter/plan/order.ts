import type { FileAccess } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { overlaps, parentPath } from '../analysis/paths.js';
import type { Reason } from '../graph/graph.js';
import type { GroupEffects } from './effects.js';

/** Group `to` must run after group `from`, though no value passes between them. */
export interface OrderEdge {
  readonly from: number;
  readonly to: number;
  readonly reasons: readonly Reason[];
}

/** Which groups must wait for which though no value passes between them. */
export interface Order {
  /** By later group, then by earlier one. */
  readonly edges: readonly OrderEdge[];
  /** By group: the groups that it must follow. */
  readonly before: ReadonlyMap<number, readonly number[]>;
  /** By group: the groups that must follow it. */
  readonly after: ReadonlyMap<number, readonly number[]>;
}

/** What a node gives so that others can wait for it. */
export const orderDataset = (node: string): string => `${node}_done`;

/**
 * Orders between groups that touch the same files (reads after writes, writes after reads, writes after writes), of which one changes
 * state of the process that the other still needs as it was, or that the author asked for.
 */
export function orderGroups(groups: readonly GroupEffects[], isBoundState: (name: string, group: GroupEffects) => boolean): Order {
  const edges: OrderEdge[] = [];
  groups.forEach((later, to) => {
    const bound = [...later.definitions.keys()].filter(name => isImplicit(name) && isBoundState(name, later));
    if (later.files.length === 0 && bound.length === 0 && !asksForOrder(later)) return;
    const mayWait = (earlier: GroupEffects) => earlier.files.length > 0 || bound.some(name => earlier.uses.has(name)) || asksForOrder(later);
    groups.slice(0, to).forEach((earlier, from) => {
      if (!mayWait(earlier)) return;
      const reasons = [...fileReasons(earlier, later), ...stateReasons(earlier, later, bound), ...authorReasons(earlier, later)];
      if (reasons.length > 0) edges.push({ from, to, reasons });
    });
  });
  const before = new Map<number, number[]>();
  const after = new Map<number, number[]>();
  for (const { from, to } of edges) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  return { edges, before, after };
}

export function fileReasons(earlier: GroupEffects, later: GroupEffects): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const before of earlier.files) {
    for (const after of later.files) {
      if ((!changes(before) && !changes(after)) || !(overlaps(before.path, after.path) || makesFolderOf(before, after))) continue;
      const path = before.path === '*' ? after.path : before.path;
      const rule = changes(before) ? (changes(after) ? 'file-rewritten' : 'file-read') : 'file-changed-after-read';
      if (!found.has(path)) found.set(path, { name: `·file:${path}`, writer: before.at, reader: after.at, rule });
    }
  }
  return [...found.values()];
}

/** State that stays in its process may serve nodes that run there later: those that want it as it was come first. */
const stateReasons = ({ uses }: GroupEffects, { definitions }: GroupEffects, bound: readonly string[]): readonly Reason[] =>
  bound.flatMap(name => {
    const at = definitions.get(name)?.at;
    return uses.has(name) && at ? [{ name, reader: at, rule: 'state-changed-after-read' }] : [];
  });

const changes = ({ mode }: FileAccess): boolean => mode === 'write' || mode === 'update' || mode === 'remove';

/** Something is put where there was no folder before. */
function makesFolderOf(before: FileAccess, after: FileAccess): boolean {
  const folder = parentPath(after.path);
  return before.folders === true && changes(after) && folder !== '.' && overlaps(before.path, folder);
}

const asksForOrder = ({ cells }: GroupEffects): boolean => cells.some(({ cell }) => cell.intent.after !== undefined);

/** What the author asked for: a cell that is to run after a node. */
export function authorReasons(earlier: GroupEffects, later: GroupEffects): readonly Reason[] {
  return later.cells.flatMap(({ cell }) =>
    (cell.intent.after ?? []).flatMap(name => (earlier.group.members.includes(name) ? [{ name, reader: { cell: cell.id }, rule: 'author' }] : []))
  );
}
