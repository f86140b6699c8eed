import type { Analysis, Loc } from '../analysis/analysis.js';
import { noLocs } from '../analysis/locs.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { groupCycle } from '../diagnostics/messages.js';
import { effectsOf, isImplicit, type GroupEffects } from './effects.js';
import { groupCells, type Group } from './group.js';
import { liveNames } from './live.js';
import { authorReasons, fileReasons } from './order.js';

/** In which order cells are to be taken so that the cells of each node stand together. */
export interface Arrangement {
  /** Indices into `Analysis.cells`; document order where nothing had to move. */
  readonly order: readonly number[];
  readonly moved: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Brings the cells of a node together where its name comes again after other nodes: the later cells move up, or the
 * earlier ones down, past cells that they have nothing to do with. Where neither can, values cross back and forth: `group-cycle`.
 */
export function arrangeCells(analysis: Analysis): Arrangement {
  const diagnostics: Diagnostic[] = [];
  let groups: readonly Group[] = groupCells(analysis, { joined: false }).groups;
  let moved = false;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at];
    const again = groups.findIndex(({ kind, name }, index) => index > at && kind === 'node' && name === group?.name);
    if (group?.kind !== 'node' || again < 0) continue;
    const arranged = bringTogether(groups, { at, again }, analysis);
    if (arranged) {
      groups = arranged;
      moved = true;
      at = -1;
    } else {
      const cell = analysis.cells[groups[again]?.cells[0] ?? 0]?.cell.id ?? '';
      const between = groups
        .slice(at + 1, again)
        .filter(({ kind }) => kind === 'node')
        .map(({ name }) => name);
      diagnostics.push(groupCycle(group.name, [...new Set(between)], { cell }));
      break;
    }
  }
  return { order: groups.flatMap(({ cells }) => cells), moved, diagnostics };
}

function bringTogether(
  groups: readonly Group[],
  { at, again }: { readonly at: number; readonly again: number },
  analysis: Analysis
): readonly Group[] | undefined {
  const effects = groups.map(group => effectsOf(group, analysis));
  const live = liveNames(effects, group => group.uses.keys()).after[again] ?? new Set<string>();
  const [earlier, later] = [effects[at], effects[again]];
  const between = effects.slice(at + 1, again);
  const [first, second] = [groups[at], groups[again]];
  if (!earlier || !later || !first || !second) return undefined;
  const merged: Group = { ...first, cells: [...first.cells, ...second.cells] };
  const [before, middle, after] = [groups.slice(0, at), groups.slice(at + 1, again), groups.slice(again + 1)];
  if (!between.some(other => conflicts(other, later, { live, analysis }))) return [...before, merged, ...middle, ...after];
  if (!between.some(other => conflicts(earlier, other, { live, analysis }))) return [...before, ...middle, merged, ...after];
  return undefined;
}

/** Running the two in the other order could make a difference. */
function conflicts(a: GroupEffects, b: GroupEffects, { live, analysis }: { readonly live: ReadonlySet<string>; readonly analysis: Analysis }): boolean {
  if (a.dynamic || b.dynamic || fileReasons(a, b).length > 0 || authorReasons(a, b).length > 0) return true;
  const changes = (group: GroupEffects) => [...group.definitions.keys(), ...group.deletions, ...group.maybeDeletions];
  const clashes = (writer: GroupEffects, reader: GroupEffects) => changes(writer).some(name => reader.uses.has(name));
  const both = changes(a).some(name => changes(b).includes(name) && (live.has(name) || isImplicit(name)));
  return clashes(a, b) || clashes(b, a) || both || touches(a, b, analysis) || touches(b, a, analysis);
}

/** One changes an object that the other can reach. */
function touches(writer: GroupEffects, other: GroupEffects, analysis: Analysis): boolean {
  if (writer.updated.size === 0) return false;
  const names = [...other.uses.keys(), ...other.definitions.keys()];
  const reached = (name: string): Iterable<Loc> => analysis.reach(analysis.cells.length - 1, other.exit.get(name)?.locs ?? noLocs);
  return names.some(name => [...reached(name)].some(loc => writer.updated.has(loc)));
}
