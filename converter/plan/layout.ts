import type { Analysis, Exit, Loc } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { noLocs } from '../analysis/locs.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { joinedNodes } from '../diagnostics/messages.js';
import type { Language, Statement } from '../languages/language.js';
import { identifier } from '../source/identifiers.js';
import { routeValues, type Traffic } from './datasets.js';
import { effectsOf, type GroupEffects } from './effects.js';
import { joinRange, type Group } from './group.js';
import { findJoin } from './join.js';
import { liveNames } from './live.js';
import type { Movables } from './movable.js';
import { orderDataset, orderGroups, type Order } from './order.js';
import type { Overview } from './overview.js';
import type { ParameterCells } from './parameters.js';
import { restatedIn, type Restatable } from './restate.js';
import { isRepeatedState } from './setup.js';
import { sharing } from './share.js';
import { routeStates, type StateTraffic } from './states.js';
import type { KnownType } from './typings.js';

/** What the notebook's text as a whole allows to share between nodes, before any grouping. */
export interface SharedText {
  readonly analysis: Analysis;
  readonly overview: Overview;
  readonly language: Language;
  readonly movables: Movables;
  readonly restatables: ReadonlyMap<Loc, Restatable>;
  readonly parameters: ParameterCells;
  /** Option statements that every node repeats, by cell. */
  readonly options: ReadonlyMap<number, readonly Statement[]>;
  /** Types of names, where the text tells them. */
  readonly types: (name: string) => KnownType | undefined;
}

/** One way of grouping the cells, with all that passes between the groups. */
export interface Layout {
  readonly groups: readonly GroupEffects[];
  readonly restated: readonly ReadonlyMap<string, Restatable>[];
  readonly traffic: Traffic;
  readonly states: StateTraffic;
  readonly order: Order;
  readonly diagnostics: readonly Diagnostic[];
}

/** Routes everything between the groups; joins groups until every value that crosses can travel. */
export function layOut(initial: readonly Group[], shared: SharedText): Layout {
  const { analysis, language, movables, restatables, parameters } = shared;
  const diagnostics: Diagnostic[] = [];
  let groups = initial;
  const isValue = (name: string) =>
    !isImplicit(name) && !movables.imports.has(name) && !movables.futures.has(name) && (!movables.helpers.has(name) || movables.stateful.has(name));
  for (;;) {
    const effects = groups.map(group => effectsOf(group, analysis, parameters.byCell));
    const restated = effects.map(group => restatedIn(group, analysis.exit((group.group.cells[0] ?? 0) - 1), restatables));
    const uses = (group: GroupEffects, index: number) => {
      const stated = [...(restated[index]?.values() ?? [])].flatMap(({ atOnce }) => atOnce);
      const passed = [...group.kept].filter(name => group.definitions.get(name)?.certainty !== 'always');
      const names = new Set([...group.uses.keys(), ...passed, ...stated, ...reachedStates(group, shared)]);
      const own = [...names].filter(name => isValue(name) && !restated[index]?.has(name));
      return group.dynamic ? [...own, ...namesBefore(effects[index - 1], analysis).filter(isValue)] : own;
    };
    const live = liveNames(effects, uses);
    const byReference = (loc: Loc) => travelsByReference(loc, shared);
    const isStuck = (loc: Loc) => !language.codeTravels && analysis.places[loc]?.body !== undefined && !byReference(loc);
    const isOurs = (loc: Loc) => analysis.places[loc]?.module === undefined && !byReference(loc);
    // What the notebook put into a module is the notebook's own: a copy of it would change alone.
    const holdsOurs = (name: string, { at, exit }: GroupEffects) =>
      name.startsWith('·module:') && [...analysis.reach(at, exit.get(name)?.locs ?? noLocs)].some(isOurs);
    const isBound = (name: string) => language.boundStates.test(name);
    const isBoundState = (name: string, group: GroupEffects) => (isBound(name) && !isRepeatedState(group, name, shared.options)) || holdsOurs(name, group);
    const join = findJoin(effects, live, { analysis, isValue, isStuck, isBoundState });
    if (join) {
      const joined = joinRange(groups, { from: join.from, to: join.to, because: [{ rule: join.rule, detail: join.name, cell: join.at.cell }] });
      const members = joined[join.from]?.members ?? [];
      diagnostics.push(joinedNodes(members, join.name, join.rule, join.at));
      groups = joined;
      continue;
    }
    // Engines with a catalog call all parameters together `parameters`.
    const nodes = effects.flatMap(({ group }) => [group.name, orderDataset(identifier(group.name, language.keywords))]);
    const reserved = new Set(['parameters', ...parameters.parameters.map(({ name }) => name), ...nodes]);
    const traffic = routeValues({
      analysis,
      groups: effects,
      live,
      sharing: sharing(effects, analysis, byReference),
      uses,
      parametersAt: index => effects[index]?.group.cells.flatMap(cell => parameters.byCell.get(cell) ?? []) ?? [],
      reserved,
      isValue,
      stateOf: name => movables.stateful.get(name)
    });
    const states = routeStates(effects, new Set([...reserved, ...traffic.datasets.map(({ name }) => name)]), (group, state) =>
      isRepeatedState(group, state, shared.options)
    );
    return { groups: effects, restated, traffic, states, order: orderGroups(effects, isBoundState), diagnostics };
  }
}

/** Helpers with data of their own that a group can get at through what it reads. */
function reachedStates({ group, uses }: GroupEffects, { analysis, movables }: SharedText): readonly string[] {
  if (movables.stateful.size === 0) return [];
  const at = (group.cells[0] ?? 0) - 1;
  const exit = analysis.exit(at);
  const reached = analysis.reach(at, new Set([...uses.keys()].flatMap(name => [...(exit.get(name)?.locs ?? [])])));
  return [...movables.stateful].flatMap(([name, { loc }]) => (reached.has(loc) ? [name] : []));
}

/** Helpers are imported, restated functions written again: the objects themselves never travel. */
function travelsByReference(loc: Loc, { analysis, movables, restatables }: SharedText): boolean {
  return restatables.has(loc) || movables.helperBodies.has(analysis.places[loc]?.body ?? '');
}

/** The objects that the value of a name brings along at the end of a cell: restated functions only where the value is one. */
export function broughtAlong(at: number, exit: Exit, name: string, shared: SharedText): readonly Loc[] {
  const locs = exit.get(name)?.locs ?? new Set<Loc>();
  return [...shared.analysis.reach(at, locs)].filter(loc => !travelsByReference(loc, shared) || (locs.has(loc) && shared.restatables.has(loc)));
}

/** All names bound at the end of a group whose values can travel. */
function namesBefore(before: GroupEffects | undefined, analysis: Analysis): readonly string[] {
  if (!before) return [];
  const canTravel = (locs: ReadonlySet<Loc>) => ![...analysis.reach(before.at, locs)].some(loc => analysis.places[loc]?.opaque);
  return [...before.exit].flatMap(([name, { locs }]) => (canTravel(locs) ? [name] : []));
}
