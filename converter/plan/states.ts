import { takenNames, unique } from '../source/identifiers.js';
import type { GroupEffects } from './effects.js';
import { liveNames } from './live.js';
import type { StateDataset } from './plan.js';

/** Implicit variables that travel as values, by the name under which the runtime captures and restores them. */
const runtimeStates: ReadonlyMap<string, string> = new Map([
  ['·rng.python', 'random.python'],
  ['·rng.numpy', 'random.numpy'],
  ['·rng.torch', 'random.torch'],
  ['·option.pandas', 'options.pandas'],
  ['·option.numpy', 'options.numpy'],
  ['·option.matplotlib', 'options.matplotlib'],
  ['·option.sklearn', 'options.sklearn'],
  ['·option.display', 'options.display'],
  ['·option.decimal', 'decimal'],
  ['·option.locale', 'locale'],
  ['·option.recursion', 'recursion'],
  ['·warnings', 'warnings'],
  ['·logging', 'logging'],
  ['·env', 'environ'],
  ['·path', 'sys.path'],
  ['·cwd', 'cwd']
]);

/** The runtime's name of a state that travels; absent for files, figures and other implicit variables. */
export function runtimeState(name: string): string | undefined {
  return name.startsWith('·module:') ? `module:${name.slice('·module:'.length)}` : runtimeStates.get(name);
}

export interface StateVersion extends StateDataset {
  readonly variable: string;
  readonly producer: number;
}

/** Which version of which state each group starts from, and which it leaves behind for others. */
export interface StateTraffic {
  readonly versions: readonly StateVersion[];
  readonly stateIn: readonly (readonly StateVersion[])[];
  readonly stateOut: readonly (readonly StateVersion[])[];
}

/**
 * Chains states through the groups that touch them; a random generator that is never seeded is left alone (its draws
 * repeat nowhere), and so is what a group sets by statements that every node repeats.
 */
export function routeStates(
  groups: readonly GroupEffects[],
  reserved: ReadonlySet<string>,
  isRepeated: (group: GroupEffects, state: string) => boolean
): StateTraffic {
  const carried = carriedStates(groups);
  const live = liveNames(groups, ({ uses }) => uses.keys());
  const current = new Map<string, StateVersion>();
  const taken = takenNames(reserved);
  const versions: StateVersion[] = [];
  const stateIn: StateVersion[][] = [];
  const stateOut: StateVersion[][] = [];
  groups.forEach((group, index) => {
    const maybe = [...carried].filter(name => group.definitions.get(name)?.certainty === 'maybe' && live.after[index]?.has(name));
    const wanted = new Set([...group.uses.keys(), ...maybe]);
    stateIn.push([...wanted].flatMap(name => current.get(name) ?? []));
    const made = [...carried]
      .filter(name => group.definitions.has(name) && live.after[index]?.has(name) && !isRepeated(group, name))
      .map(variable => {
        const state = runtimeState(variable) ?? variable;
        return { variable, state, dataset: unique(`${state.replace(/\W+/g, '_')}_state`, taken), producer: index };
      });
    for (const version of made) current.set(version.variable, version);
    versions.push(...made);
    stateOut.push(made);
  });
  return { versions, stateIn, stateOut };
}

function carriedStates(groups: readonly GroupEffects[]): ReadonlySet<string> {
  const changed = new Map<string, Set<string>>();
  for (const { cells } of groups) {
    for (const { name, rule } of cells.flatMap(cell => cell.definitions)) {
      if (runtimeState(name) === undefined) continue;
      changed.set(name, (changed.get(name) ?? new Set()).add(rule));
    }
  }
  const isSeeded = (name: string, rules: ReadonlySet<string>) => !name.startsWith('·rng.') || [...rules].some(rule => rule !== 'draw');
  return new Set([...changed].flatMap(([name, rules]) => (isSeeded(name, rules) ? [name] : [])));
}
