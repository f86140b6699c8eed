import type { Analysis, Binding, Loc } from '../analysis/analysis.js';
import type { CellFacts } from '../languages/language.js';
import { boundIn } from './bindings.js';

/** What the stages of planning ask of the notebook as a whole, found once. */
export interface Overview {
  /** Names that some statement binds. */
  readonly bound: ReadonlySet<string>;
  /** Names that have a value at the end of some cell. */
  readonly everBound: ReadonlySet<string>;
  /** Objects that some cell changes. */
  readonly updated: ReadonlySet<Loc>;
  /** Objects whose identity some cell looks at. */
  readonly observed: ReadonlySet<Loc>;
  /** Functions from which libraries look for names of the notebook, by text. */
  readonly searching: ReadonlySet<string>;
  /** By body id: what is known of the cell that holds it. */
  readonly factsOf: ReadonlyMap<string, CellFacts>;
  /** How often a name is bound or deleted: by the statements of a cell, or once by its calls. */
  timesBound(name: string): number;
  /** A name's binding at the end of the first cell that binds it. */
  firstBinding(name: string): Binding | undefined;
}

/** Goes through all cells once for each of these, so that no later question has to. */
export function overviewOf({ cells, versions }: Analysis): Overview {
  const factsOf = new Map<string, CellFacts>();
  for (const { facts } of cells) for (const body of Object.keys(facts.bodies)) factsOf.set(body, facts);
  // Most of this nobody asks after an edit that leaves it as it was.
  const updated = once(() => locsOf(cells.map(({ updates }) => updates)));
  const observed = once(() => locsOf(cells.map(({ observations }) => observations)));
  const times = once(() => timesBound(cells));
  const bound = new Set<string>();
  for (const { facts } of cells) for (const names of boundIn(facts)) for (const name of names) bound.add(name);
  return {
    bound,
    everBound: new Set(versions.keys()),
    get updated() {
      return updated();
    },
    get observed() {
      return observed();
    },
    searching: new Set(
      cells.flatMap(({ rungs }) => rungs.flatMap(({ findsNames, ownNames, body }) => (findsNames && !ownNames && body !== undefined ? [body] : [])))
    ),
    factsOf,
    timesBound: name => times().get(name) ?? 0,
    firstBinding: name => versions.get(name)?.[0]?.binding
  };
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}

function locsOf(changes: readonly (readonly { readonly locs: ReadonlySet<Loc> }[])[]): ReadonlySet<Loc> {
  const all = new Set<Loc>();
  for (const { locs } of changes.flat()) for (const loc of locs) all.add(loc);
  return all;
}

function timesBound(cells: Analysis['cells']): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const add = (name: string) => times.set(name, (times.get(name) ?? 0) + 1);
  for (const { facts, definitions, deletions } of cells) {
    const textual = boundIn(facts).flat();
    const written = new Set(textual);
    textual.forEach(add);
    new Set(definitions.map(({ name }) => name).filter(name => !written.has(name))).forEach(add);
    new Set(deletions.map(({ name }) => name)).forEach(add);
  }
  return times;
}
