import type { Analysis, CellAnalysis, Definition, Exit, FileAccess, Loc, Observation, Update, Use } from '../analysis/analysis.js';
import type { RungReason } from '../languages/language.js';
import { nodeSettings } from '../notebook/nodeSettings.js';
import type { CellSettings } from '../notebook/notebook.js';
import { cellsOf, type Group } from './group.js';

/** What a group of cells does as a whole: the facts of its cells, one after the other. */
export interface GroupEffects {
  readonly group: Group;
  readonly cells: readonly CellAnalysis[];
  /** Index of its last cell: where `exit` and `reach` are asked. */
  readonly at: number;
  /** Names (and implicit variables) read before the group surely binds them, with the first sure read, else the first. */
  readonly uses: ReadonlyMap<string, Use>;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly deletions: ReadonlySet<string>;
  readonly maybeDeletions: ReadonlySet<string>;
  readonly updates: readonly Update[];
  readonly updated: ReadonlySet<Loc>;
  readonly observations: readonly Observation[];
  readonly files: readonly FileAccess[];
  readonly rungs: readonly (RungReason & { readonly cell: string })[];
  readonly dynamic: boolean;
  readonly exit: Exit;
  /** What its cells ask for together. */
  readonly settings: CellSettings;
  /** Names whose values are kept although no other group may read them: declared outputs and metrics. */
  readonly kept: ReadonlySet<string>;
}

/** `given`: names that parameters give, by cell; what binds them in the cell does not count. */
export function effectsOf(group: Group, analysis: Analysis, given: ReadonlyMap<number, readonly string[]> = new Map()): GroupEffects {
  const cells = cellsOf(group, analysis);
  const parameters = group.cells.map(cell => given.get(cell) ?? []);
  const [first] = cells;
  const before = first && known.get(first);
  const isAsBefore = before && sameItems(before.cells, cells) && before.parameters.every((names, at) => sameItems(names, parameters[at] ?? []));
  const together = isAsBefore ? before.together : togetherOf(cells, parameters);
  if (first && !isAsBefore) known.set(first, { cells, parameters, together });
  const at = group.cells.at(-1) ?? 0;
  return { group, cells, at, exit: analysis.exit(at), ...together };
}

type Together = Omit<GroupEffects, 'group' | 'cells' | 'at' | 'exit'>;

/** By first cell. Plans and their layouts ask for the same groups again and again, and cells that are as they were stay the same objects. */
const known = new WeakMap<
  CellAnalysis,
  { readonly cells: readonly CellAnalysis[]; readonly parameters: readonly (readonly string[])[]; readonly together: Together }
>();

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, at) => one === b[at]);

function togetherOf(cells: readonly CellAnalysis[], given: readonly (readonly string[])[]): Together {
  const uses = new Map<string, Use>();
  const definitions = new Map<string, Definition>();
  const deletions = new Set<string>();
  const maybeDeletions = new Set<string>();
  const bound = new Set<string>();
  cells.forEach((cell, position) => {
    const parameters = given[position] ?? [];
    for (const use of cell.uses) {
      if (bound.has(use.name)) continue;
      const before = uses.get(use.name);
      if (!before || (before.certainty === 'maybe' && use.certainty === 'always')) uses.set(use.name, use);
    }
    for (const definition of cell.definitions) {
      if (parameters.includes(definition.name)) continue;
      const before = definitions.get(definition.name);
      const certainty = before?.certainty === 'always' ? 'always' : definition.certainty;
      definitions.set(definition.name, { ...definition, certainty });
      deletions.delete(definition.name);
      if (definition.certainty === 'always') bound.add(definition.name);
    }
    for (const { name, certainty } of cell.deletions) {
      definitions.delete(name);
      bound.delete(name);
      (certainty === 'always' ? deletions : maybeDeletions).add(name);
    }
  });
  const updates = cells.flatMap(cell => cell.updates);
  const settings = nodeSettings(cells.map(({ cell }) => cell.intent));
  return {
    uses,
    definitions,
    deletions,
    maybeDeletions,
    updates,
    updated: new Set(updates.flatMap(({ locs }) => [...locs])),
    observations: cells.flatMap(cell => cell.observations),
    files: cells.flatMap(cell => cell.files),
    rungs: cells.flatMap(({ rungs, cell }) => rungs.map(reason => ({ ...reason, cell: cell.id }))),
    dynamic: cells.some(cell => cell.dynamic),
    settings,
    kept: new Set([...(settings.outputs ?? []), ...(settings.metrics ?? [])])
  };
}
