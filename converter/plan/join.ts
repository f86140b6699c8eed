import type { Analysis, Binding, Loc } from '../analysis/analysis.js';
import { isOpenFile } from '../analysis/openfiles.js';
import type { JoinRule } from '../diagnostics/messages.js';
import type { CellLocation } from '../source/span.js';
import type { GroupEffects } from './effects.js';
import type { Liveness } from './live.js';
import { separatedViews } from './views.js';

/** Groups `from` to `to` must run as one, because `name` cannot travel between them. */
export interface Join {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly rule: JoinRule;
  readonly at: CellLocation;
}

/** The first value that crosses a boundary and cannot be saved and loaded with its meaning; absent: all can. */
export function findJoin(groups: readonly GroupEffects[], live: Liveness, { analysis, isValue, isStuck, isBoundState }: JoinContext): Join | undefined {
  const separated = separatedViews(groups, analysis);
  const asking = groups.flatMap((group, index) => (asksWhich(group) ? [index] : []));
  const lastAsking = (name: string) => asking.findLast(index => groups[index]?.uses.has(name)) ?? -1;
  for (const [index, group] of groups.entries()) {
    const names = [...(live.after[index] ?? [])].filter(isValue);
    const views = separated(index, names);
    const lastUser = (name: string) => groups.findLastIndex(({ uses }) => uses.has(name));
    for (const name of names) {
      const binding = group.exit.get(name);
      if (!binding) continue;
      const rule = binding.address ? 'address' : binding.late ? 'late' : (untravelable(group, binding.locs, analysis, isStuck) ?? views.get(name));
      const last = rule ? lastUser(name) : lastAsking(name);
      if (last > index && (rule || holdsPlain(group, binding, analysis)))
        return { from: index, to: last, name, rule: rule ?? 'identity', at: boundAt(groups, index, name) };
    }
    for (const [name, { at }] of group.definitions) {
      const rule = isOpenFile(name) ? 'open-file' : 'state';
      const last = isOpenFile(name) || isBoundState(name, group) ? lastUser(name) : -1;
      if (last > index) return { from: index, to: last, name: name.replace(/^·(module:)?/, ''), rule, at };
    }
  }
  return undefined;
}

/** Where a name was bound that has a value at the end of a group. */
function boundAt(groups: readonly GroupEffects[], index: number, name: string): CellLocation {
  const found = groups.slice(0, index + 1).findLast(({ definitions }) => definitions.has(name));
  return found?.definitions.get(name)?.at ?? { cell: groups[index]?.cells[0]?.cell.id ?? '' };
}

export interface JoinContext {
  readonly analysis: Analysis;
  /** Names that travel as values. */
  readonly isValue: (name: string) => boolean;
  /** Objects that no dataset can hold. */
  readonly isStuck: (loc: Loc) => boolean;
  /** Implicit variables that stay in the process, as a group leaves them. */
  readonly isBoundState: (name: string, group: GroupEffects) => boolean;
}

/** Whether its code asks which object a number or a text is. */
const asksWhich = ({ rungs }: GroupEffects): boolean => rungs.some(({ rule }) => rule === 'identity');

/** Whether a value may be or hold numbers and texts: loading makes others of them. */
function holdsPlain({ at }: GroupEffects, { locs, type }: Binding, analysis: Analysis): boolean {
  if (locs.size === 0) return type !== 'bool' && type !== 'NoneType';
  return [...analysis.reach(at, locs)].some(loc => {
    const { body, module } = analysis.places[loc] ?? {};
    return body === undefined && module === undefined;
  });
}

function untravelable(group: GroupEffects, locs: ReadonlySet<Loc>, analysis: Analysis, isStuck: (loc: Loc) => boolean): 'opaque' | 'code' | undefined {
  for (const loc of analysis.reach(group.at, locs)) {
    const place = analysis.places[loc];
    if (place?.opaque) return 'opaque';
    if (isStuck(loc)) return 'code';
  }
  return undefined;
}
