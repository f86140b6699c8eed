import type { Analysis, Exit, Loc } from '../analysis/analysis.js';
import type { Language } from '../languages/language.js';
import type { GroupEffects } from './effects.js';
import { namesIn } from './helpers.js';
import { globalsOf, type Movables } from './movable.js';
import type { Restatable } from './restate.js';
import { withInner } from './texts.js';
import type { Overview } from './overview.js';
import type { NodeInput, NodeOutput, PipelineNode } from './plan.js';

export type RungCause = PipelineNode['reasons'][number];

export interface RungContext {
  readonly analysis: Analysis;
  readonly overview: Overview;
  readonly language: Language;
  readonly movables: Movables;
  readonly broughtAlong: (at: number, exit: Exit, name: string) => readonly Loc[];
  /** Cells whose code runs in a namespace: what it defines looks up imports and helpers there, too. */
  readonly scriptCells: ReadonlySet<string>;
  /** Functions that the group states again. */
  readonly restated: ReadonlyMap<string, Restatable>;
  /** Datasets whose names may be unbound. */
  readonly optional: ReadonlySet<string>;
}

/** Why a group cannot be the body of a function and runs at module level instead; empty: it can. */
export function scriptCauses(
  group: GroupEffects,
  traffic: { readonly inputs: readonly NodeInput[]; readonly outputs: readonly NodeOutput[] },
  context: RungContext
): readonly RungCause[] {
  return [
    ...group.rungs
      .filter(({ rung, body }) => rung === 'script' && !context.movables.helperBodies.has(body ?? ''))
      .map(({ rule, detail, cell }) => (detail === undefined ? { rule, cell } : { rule, detail, cell })),
    ...(group.dynamic ? [{ rule: 'dynamic-code' }] : []),
    ...redeclaredCauses(group, traffic, context),
    ...unboundCauses(group, traffic, context),
    ...codeCauses(group, traffic, context)
  ];
}

/** Names that one function cannot declare again: arguments, and what an earlier cell of the group has declared. */
function redeclaredCauses(group: GroupEffects, { inputs }: { readonly inputs: readonly NodeInput[] }, { movables }: RungContext): readonly RungCause[] {
  const taken = new Set(inputs.flatMap(({ takes }) => takes));
  const found = new Map<string, RungCause>();
  for (const { cell, facts } of group.cells) {
    for (const name of facts.statements.flatMap(({ declares }) => declares?.names ?? [])) {
      if (movables.imports.has(name) || movables.helpers.has(name)) continue;
      if (taken.has(name)) found.set(name, { rule: 'redeclared', detail: name, cell: cell.id });
      taken.add(name);
    }
  }
  return [...found.values()];
}

/** Names that a function could not return or could read before it binds them. */
function unboundCauses(
  group: GroupEffects,
  { inputs, outputs }: { readonly inputs: readonly NodeInput[]; readonly outputs: readonly NodeOutput[] },
  { language, movables, optional, restated }: RungContext
): readonly RungCause[] {
  const maybe = [...outputs.flatMap(output => output.optional), ...inputs.filter(({ dataset }) => optional.has(dataset ?? '')).flatMap(({ takes }) => takes)];
  const taken = new Set(inputs.flatMap(({ takes }) => takes));
  const readFirst = readBeforeBound(group, restated);
  const shadowed = [...group.definitions.keys()].filter(
    name => (group.uses.has(name) || readFirst.has(name)) && !taken.has(name) && language.builtins.has(name) && !isShared(name, { movables })
  );
  return [
    ...[...new Set(maybe)].map(name => ({ rule: 'maybe-unbound', detail: name })),
    ...shadowed.map(name => ({ rule: 'unbound-local', detail: name })),
    ...[...group.maybeDeletions].map(name => ({ rule: 'maybe-deleted', detail: name }))
  ];
}

/** Names that the group's text reads where no statement above has bound them; what it states again stands above all. */
function readBeforeBound({ cells }: GroupEffects, restated: RungContext['restated']): ReadonlySet<string> {
  const bound = new Set<string>();
  const found = new Set([...restated.values()].flatMap(({ reads }) => [...reads]));
  for (const cell of cells) {
    for (const statement of cell.facts.statements) {
      for (const name of namesIn(cell, [statement])) if (!bound.has(name)) found.add(name);
      statement.binds.forEach(name => bound.add(name));
    }
  }
  return found;
}

/** Functions that travel by value and read names of the notebook when called: only a namespace can give them those names. */
function codeCauses(
  group: GroupEffects,
  { inputs, outputs }: { readonly inputs: readonly NodeInput[]; readonly outputs: readonly NodeOutput[] },
  context: RungContext
): readonly RungCause[] {
  const { analysis } = context;
  const before = analysis.exit((group.group.cells[0] ?? 0) - 1);
  const found = new Map<string, RungCause>();
  const look = (names: readonly string[], exit: Exit, at: number) => {
    for (const name of names) {
      for (const loc of context.broughtAlong(at, exit, name)) {
        const free = freeNames(loc, context).filter(read => !isShared(read, context) || context.scriptCells.has(analysis.places[loc]?.site ?? ''));
        const rule = free.length > 0 ? 'late-bound' : namespaceRule(loc, context);
        if (rule !== undefined) found.set(name, { rule, detail: free.length > 0 ? `${name} reads ${free.join(', ')}` : name });
      }
    }
  };
  look(
    outputs.flatMap(({ names }) => names),
    group.exit,
    group.at
  );
  look(
    inputs.flatMap(({ names }) => names),
    before,
    (group.group.cells[0] ?? 0) - 1
  );
  return [...found.values()];
}

/** Why code needs the namespace that it was defined in, whatever it reads: it looks at all of it. */
function namespaceRule(loc: Loc, { analysis, overview }: RungContext): string | undefined {
  const id = analysis.places[loc]?.body ?? '';
  const facts = overview.factsOf.get(id);
  if (!facts) return undefined;
  const inner = new Set(withInner(id, facts.bodies).map(body => body.id));
  return (
    facts.rungs.find(({ rung, body }) => rung === 'script' && inner.has(body ?? ''))?.rule ??
    ([...inner].some(each => overview.searching.has(each)) ? 'query' : undefined)
  );
}

/** Imported or moved: found by any function node, but not in a namespace. */
const isShared = (name: string, { movables }: Pick<RungContext, 'movables'>): boolean => movables.imports.has(name) || movables.helpers.has(name);

/** Global names that code reads when it runs, but for what is built in. */
export function freeNames(loc: Loc, { analysis, overview, language }: Pick<RungContext, 'analysis' | 'overview' | 'language'>): readonly string[] {
  const id = analysis.places[loc]?.body ?? '';
  const body = overview.factsOf.get(id)?.bodies[id];
  return body ? [...new Set(globalsOf(body))].filter(name => !language.builtins.has(name)) : [];
}
