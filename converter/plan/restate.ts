import type { Analysis, Exit, Loc } from '../analysis/analysis.js';
import type { Language, Statement } from '../languages/language.js';
import type { GroupEffects } from './effects.js';
import { defaultsAreConstant, globalsOf, isLambda, standsAlone, type Movables } from './movable.js';
import { withInner } from './texts.js';
import type { Overview } from './overview.js';
import { codeIn, globalsRead } from './reads.js';

/** A function whose text can be stated again inside any node that calls it: there it sees that node's names, late, as in the notebook. */
export interface Restatable {
  readonly cell: number;
  readonly statement: Statement;
  readonly name: string;
  /** Global names that it reads when called. */
  readonly reads: ReadonlySet<string>;
  /** Of these, what it reads where it stands: annotations. */
  readonly atOnce: readonly string[];
}

/** What the search for such functions starts from. */
interface RestateContext {
  readonly analysis: Analysis;
  readonly overview: Overview;
  readonly movables: Movables;
  readonly language: Language;
}

/** By object: the functions that may be stated again (literal defaults, no decorator, never stored or sent). */
export function findRestatables({ analysis, overview, movables, language }: RestateContext): ReadonlyMap<Loc, Restatable> {
  const byBody = new Map<string, Loc[]>();
  analysis.places.forEach(({ body }, loc) => {
    if (body !== undefined) byBody.set(body, [...(byBody.get(body) ?? []), loc]);
  });
  const holders = holdersOfCode(analysis);
  const found = new Map<Loc, Restatable>();
  analysis.cells.forEach((cell, index) => {
    for (const statement of cell.facts.statements) {
      if (statement.kind !== 'function' && !isLambda(statement)) continue;
      const [name = ''] = statement.binds;
      const [id = ''] = codeIn(statement.flow);
      const body = cell.facts.bodies[id];
      if (!body || body.kind === 'class' || movables.helpers.has(name) || !standsAlone(cell, statement)) continue;
      const inner = withInner(id, cell.facts.bodies);
      const isPlain = defaultsAreConstant(body) && body.decorators.length === 0;
      if (!isPlain || inner.some(({ id: part }) => overview.searching.has(part) || cell.facts.rungs.some(({ body: within }) => within === part))) continue;
      const [loc, ...twins] = byBody.get(id) ?? [];
      if (loc === undefined || twins.length > 0 || [...(holders.get(loc) ?? [])].some(other => other !== name) || isTouched(loc, overview)) continue;
      const isOwn = (read: string) => !movables.imports.has(read) && !(language.builtins.has(read) && overview.timesBound(read) === 0);
      const atOnce = globalsRead(statement.flow).filter(isOwn);
      if (atOnce.some(read => overview.timesBound(read) !== 1)) continue;
      const reads = new Set([...atOnce, ...inner.flatMap(globalsOf)]);
      found.set(loc, { cell: index, statement, name, reads, atOnce });
    }
  });
  return found;
}

/** By object that is code: the names that it ever has, and those of objects that hold it. */
function holdersOfCode(analysis: Analysis): ReadonlyMap<Loc, ReadonlySet<string>> {
  const holders = new Map<Loc, Set<string>>();
  const last = analysis.cells.length - 1;
  for (const [name, versions] of analysis.versions) {
    for (const locs of new Set(versions.flatMap(({ binding }) => binding?.locs ?? []))) {
      for (const loc of analysis.reach(last, locs)) {
        if (analysis.places[loc]?.body === undefined) continue;
        // Within another object, even one of the same name, it travels with that object.
        holders.set(loc, (holders.get(loc) ?? new Set()).add(locs.has(loc) ? name : `${name}·held`));
      }
    }
  }
  return holders;
}

const isTouched = (loc: Loc, { updated, observed }: Overview): boolean => updated.has(loc) || observed.has(loc);

/** The functions that a group has to state again: those it reads, and those that they read in turn, in document order. */
export function restatedIn(effects: GroupEffects, entry: Exit, restatables: ReadonlyMap<Loc, Restatable>): ReadonlyMap<string, Restatable> {
  const found = new Map<string, Restatable>();
  const wanted = [...effects.uses.keys()];
  for (const name of wanted) {
    const { locs = new Set<Loc>(), certainty } = entry.get(name) ?? {};
    const [restatable, ...others] = [...locs].map(loc => restatables.get(loc));
    if (restatable && others.length === 0 && certainty === 'always') found.set(name, restatable);
  }
  return new Map([...found].sort(([, a], [, b]) => a.cell - b.cell || a.statement.span.from - b.statement.span.from));
}
