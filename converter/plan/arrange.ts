import type { Analysis, Loc } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { noLocs } from '../analysis/locs.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { groupCycle } from '../diagnostics/messages.js';
import { effectsOf, type GroupEffects } from './effects.js';
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
    const first = groups[at];
    const again = groups.findIndex(({ kind, name }, index) => index > at && kind === 'node' && name === first?.name);
    const second = groups[again];
    if (first?.kind !== 'node' || !second) continue;
    const parts = { before: groups.slice(0, at), first, between: groups.slice(at + 1, again), second, after: groups.slice(again + 1) };
    const arranged = bringTogether(parts, analysis);
    if (arranged) {
      groups = arranged;
      moved = true;
      at = -1;
    } else {
      const cell = analysis.cells[second.cells[0] ?? 0]?.cell.id ?? '';
      const between = parts.between.filter(({ kind }) => kind === 'node').map(({ name }) => name);
      diagnostics.push(groupCycle(first.name, [...new Set(between)], { cell }));
      break;
    }
  }
  return { order: groups.flatMap(({ cells }) => cells), moved, diagnostics };
}

/** All groups, around two of one node. */
interface Parts {
  readonly before: readonly Group[];
  readonly first: Group;
  readonly between: readonly Group[];
  readonly second: Group;
  readonly after: readonly Group[];
}

function bringTogether({ before, first, between, second, after }: Parts, analysis: Analysis): readonly Group[] | undefined {
  const effects = (group: Group) => effectsOf(group, analysis);
  const [live = new Set<string>()] = liveNames(after.map(effects), ({ uses }) => uses.keys()).before;
  const passed = between.map(effects);
  const merged: Group = { ...first, cells: [...first.cells, ...second.cells] };
  if (!passed.some(other => conflicts(other, effects(second), { live, analysis }))) return [...before, merged, ...between, ...after];
  if (!passed.some(other => conflicts(effects(first), other, { live, analysis }))) return [...before, ...between, merged, ...after];
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
