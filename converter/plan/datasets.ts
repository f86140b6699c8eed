import { takenNames, unique } from '../source/identifiers.js';
import type { Analysis } from '../analysis/analysis.js';
import { noLocs } from '../analysis/locs.js';
import { contains, type CellLocation } from '../source/span.js';
import type { GroupEffects } from './effects.js';
import type { Liveness } from './live.js';
import type { State } from './definitionState.js';
import type { Sharing } from './share.js';
import type { NodeInput, NodeOutput } from './plan.js';

/** A version of one or several names, made by one group. */
export interface ValueDataset {
  readonly name: string;
  readonly names: readonly string[];
  readonly producer: number;
  readonly optional: readonly string[];
}

/** What each group takes and gives. */
export interface Traffic {
  readonly datasets: readonly ValueDataset[];
  readonly inputs: readonly (readonly NodeInput[])[];
  readonly outputs: readonly (readonly NodeOutput[])[];
  /** By name: the last group that takes it. */
  readonly lastTaken: ReadonlyMap<string, number>;
}

export interface TrafficContext {
  readonly analysis: Analysis;
  readonly groups: readonly GroupEffects[];
  readonly live: Liveness;
  readonly sharing: Sharing;
  /** Names that a group's own text and the functions it runs read. */
  readonly uses: (group: GroupEffects, index: number) => Iterable<string>;
  /** Names that parameters give, by the group from which on they do. */
  readonly parametersAt: (index: number) => readonly string[];
  /** Names that no dataset may have: nodes', the runtime's. */
  readonly reserved: ReadonlySet<string>;
  /** Names that travel as values: not imports, helpers or restated functions. */
  readonly isValue: (name: string) => boolean;
  /** Names that have a value in every process before any group gives another. */
  readonly stateOf: (name: string) => State | undefined;
}

/** Forward pass: the current version of every name, and who made it. */
export function routeValues(context: TrafficContext): Traffic {
  const current = new Map<string, ValueDataset | 'parameter'>();
  const datasets: ValueDataset[] = [];
  const inputs: NodeInput[][] = [];
  const outputs: NodeOutput[][] = [];
  const taken = takenNames(context.reserved);
  context.groups.forEach((group, index) => {
    for (const name of context.parametersAt(index)) current.set(name, 'parameter');
    const components = outputComponents(group, index, context);
    const needed = neededNames(group, index, components, context);
    inputs.push(inputsFor(needed, current));
    const made = components.map(names => {
      const optional = names.filter(name => group.exit.get(name)?.certainty !== 'always');
      return { name: unique(baseName(names), taken), names, producer: index, optional };
    });
    for (const dataset of made) for (const name of dataset.names) current.set(name, dataset);
    for (const name of group.deletions) current.delete(name);
    datasets.push(...made);
    outputs.push(made.map(({ name, names, optional }) => ({ dataset: name, names, optional })));
  });
  const lastTaken = new Map(inputs.flatMap((taken, index) => taken.flatMap(({ takes }) => takes.map(name => [name, index] as const))));
  return { datasets, inputs, outputs, lastTaken };
}

/** The components after the group that hold a name it bound or changed; members of others came together already. */
function outputComponents(group: GroupEffects, index: number, context: TrafficContext): readonly (readonly string[])[] {
  const wanted = new Set([...(context.live.after[index] ?? []), ...group.kept]);
  const live = new Set([...wanted].filter(name => context.isValue(name) && (group.exit.has(name) || group.dynamic)));
  const changed = new Set([...live].filter(name => hasChanged(group, name, context)));
  const shared = context.sharing.components(index, live);
  const together = new Set(shared.flat());
  const single = [...live].filter(name => !together.has(name)).map(name => [name]);
  return [...shared, ...single].filter(names => names.some(name => changed.has(name))).map(names => inOrder(names, group));
}

/** Bound by the group, or some object that it reaches was updated by the group; text that cannot be read may bind any name. */
function isChanged(group: GroupEffects, name: string, analysis: Analysis): boolean {
  return group.dynamic || group.definitions.has(name) || group.maybeDeletions.has(name) || isUpdated(group, name, analysis);
}

/** What the group is given under a name stays as it is: at most the name is bound to something else. */
export function isLeftAlone(group: GroupEffects, name: string, analysis: Analysis): boolean {
  if (!isChanged(group, name, analysis)) return true;
  if (group.dynamic || group.maybeDeletions.has(name)) return false;
  const given = group.group.cells.flatMap(cell => [...(analysis.exit(cell - 1).get(name)?.locs ?? [])]);
  return given.length > 0 && ![...analysis.reach(group.at, new Set(given))].some(loc => group.updated.has(loc));
}

/** `isChanged` for names that have a value anyway: how they are made does not count. */
function hasChanged(group: GroupEffects, name: string, { analysis, stateOf }: TrafficContext): boolean {
  const state = stateOf(name);
  if (!state) return isChanged(group, name, analysis);
  const { cell, span } = state.at;
  const isMaking = (at: CellLocation) => at.cell === cell && contains(span, at.span);
  const updated = new Set(group.updates.filter(({ at, through }) => !isMaking(through[0] ?? at)).flatMap(({ locs }) => [...locs]));
  return isUpdated({ ...group, updated }, name, analysis);
}

/** Some object that the name reaches was updated by the group. */
function isUpdated(group: GroupEffects, name: string, analysis: Analysis): boolean {
  return [...analysis.reach(group.at, group.exit.get(name)?.locs ?? noLocs)].some(loc => group.updated.has(loc));
}

/** What the group reads, and what it must hold to give on whole: maybe-bound names, updated ones, and their companions. */
function neededNames(group: GroupEffects, index: number, components: readonly (readonly string[])[], context: TrafficContext): ReadonlySet<string> {
  const passedOn = components.flat().filter(name => group.definitions.get(name)?.certainty !== 'always');
  return new Set([...context.uses(group, index), ...passedOn]);
}

function inputsFor(needed: ReadonlySet<string>, current: ReadonlyMap<string, ValueDataset | 'parameter'>): NodeInput[] {
  const byDataset = new Map<ValueDataset, string[]>();
  const parameters: NodeInput[] = [];
  for (const name of needed) {
    const source = current.get(name);
    if (source === 'parameter') parameters.push({ parameter: name, names: [name], takes: [name] });
    else if (source) byDataset.set(source, [...(byDataset.get(source) ?? []), name]);
  }
  const values = [...byDataset].sort(([a], [b]) => a.producer - b.producer || (a.name < b.name ? -1 : 1));
  return [
    ...values.map(([dataset, takes]) => ({ dataset: dataset.name, names: dataset.names, takes: dataset.names.filter(name => takes.includes(name)) })),
    ...parameters
  ];
}

/** By where names were first bound. */
function inOrder(names: readonly string[], { exit }: GroupEffects): readonly string[] {
  if (names.length < 2) return names;
  const order = new Map([...exit].map(([name], index) => [name, index]));
  const place = (name: string) => order.get(name) ?? -1;
  return names.toSorted((a, b) => place(a) - place(b));
}

/** Kedro passes over catalog entries that begin with an underscore. */
function baseName(names: readonly string[]): string {
  const name = names.length <= 3 ? names.join('_') : `${names.slice(0, 2).join('_')}_and_${names.length - 2}_more`;
  return name.replace(/^_+/, '') || 'value';
}
