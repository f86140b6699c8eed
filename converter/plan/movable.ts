import type { Analysis, CellAnalysis, Loc } from '../analysis/analysis.js';
import type { Body, Flow, Import, Language, RungReason, Statement, Value } from '../languages/language.js';
import type { FileListing } from '../notebook/listing.js';
import { contains } from '../source/span.js';
import { localModule, rootOf } from '../languages/modules.js';
import type { Overview } from './overview.js';
import { pathOf, type PathContext } from './path.js';
import { callsIn, codeIn, globalsRead } from './reads.js';
import { holdsCodeOnly, isTable, stateOf, type State, type StateContext } from './definitionState.js';
import { isConstantValue, withInner } from './texts.js';

/** A statement that leaves its node: repeated or imported wherever it is needed. */
export interface Movable {
  readonly kind: 'function' | 'class' | 'type' | 'constant';
  readonly cell: number;
  readonly statement: Statement;
  readonly names: readonly string[];
  /** Global names that its text reads, now or when called. */
  readonly reads: ReadonlySet<string>;
  /** The object that it is, where some cell changes its data. */
  readonly state?: State;
}

/** What may be shared by all nodes without any change of meaning, and what may be stated again inside one. */
export interface Movables {
  /** By name: imports that always mean the same. */
  readonly imports: ReadonlyMap<string, Import>;
  /** Names of features that `from __future__` imports switch on, and of nothing else. */
  readonly futures: ReadonlySet<string>;
  /** By name, in the order of cells and lines: closed definitions and constants. */
  readonly helpers: ReadonlyMap<string, Movable>;
  /** Helpers whose own data some cell changes: that travels, what they are made of does not. */
  readonly stateful: ReadonlyMap<string, State>;
  /** Bodies of helpers, and of the members of helper classes: objects that are imported, never sent. */
  readonly helperBodies: ReadonlySet<string>;
}

export interface MovableContext {
  readonly analysis: Analysis;
  readonly overview: Overview;
  readonly language: Language;
  readonly files: FileListing;
  /** Cells of the setup: only there constants are shared. */
  readonly setupCells: ReadonlySet<number>;
}

/** Finds imports, functions, classes and constants that mean the same wherever they stand. */
export function findMovables({ analysis, overview, language, files, setupCells }: MovableContext): Movables {
  const bindings = countBindings(analysis);
  const imports = stableImports(analysis, bindings, files);
  const futures = featuresIn(analysis, bindings);
  const candidates = new Map<string, Movable>();
  const withState = new Set<Loc>();
  analysis.cells.forEach((cell, index) => {
    for (const movable of candidatesIn(cell, index, { analysis, overview, language, imports, bindings, withState, inSetup: setupCells.has(index) })) {
      for (const name of movable.names) candidates.set(name, movable);
    }
  });
  const helpers = closed(candidates, name => imports.has(name) || (!bindings.has(name) && language.builtins.has(name)));
  const stateful = new Map([...helpers].flatMap(([name, { state }]) => (state === undefined ? [] : [[name, state] as const])));
  return { imports, futures, helpers, stateful, helperBodies: bodiesOf(helpers, analysis) };
}

interface Bindings {
  readonly count: number;
  readonly deleted: boolean;
}

/** How often each name is bound in the whole notebook, as the analysis saw it (calls included). */
function countBindings(analysis: Analysis): ReadonlyMap<string, Bindings> {
  const found = new Map<string, Bindings>();
  const note = (name: string, count: number, deleted: boolean) => {
    const before = found.get(name) ?? { count: 0, deleted: false };
    found.set(name, { count: before.count + count, deleted: before.deleted || deleted });
  };
  for (const { facts, definitions, deletions } of analysis.cells) {
    const textual = new Map<string, number>();
    for (const name of facts.statements.flatMap(({ binds }) => binds)) textual.set(name, (textual.get(name) ?? 0) + 1);
    for (const { name } of definitions) textual.set(name, Math.max(1, textual.get(name) ?? 0));
    for (const [name, count] of textual) note(name, count, false);
    for (const { name } of deletions) note(name, 0, true);
  }
  return found;
}

/** Names that only ever are one and the same library module or member. */
function stableImports(analysis: Analysis, bindings: ReadonlyMap<string, Bindings>, files: FileListing): ReadonlyMap<string, Import> {
  const byName = new Map<string, { first: Import; count: number; stable: boolean }>();
  const written = writtenModules(analysis);
  for (const { facts } of analysis.cells) {
    const statements = facts.statements.filter(({ kind }) => kind === 'import');
    for (const imported of facts.imports) {
      if (imported.name === undefined) continue;
      const root = rootOf(imported.module);
      const isTop = imported.always && statements.some(({ span }) => contains(span, imported.span));
      const isLocal = imported.level > 0 || localModule(root, files) !== undefined || written.has(root);
      const before = byName.get(imported.name);
      const same = !before || (before.first.module === imported.module && before.first.member === imported.member) || bothSubmodules(before.first, imported);
      byName.set(imported.name, {
        first: before?.first ?? imported,
        count: (before?.count ?? 0) + (isTop ? 1 : 0),
        stable: (before?.stable ?? true) && same && isTop && !isLocal && imported.module !== '__future__'
      });
    }
  }
  const stable = new Map<string, Import>();
  for (const [name, { first, count, stable: isStable }] of byName) {
    const bound = bindings.get(name);
    if (isStable && bound && bound.count <= count && !bound.deleted) stable.set(name, first);
  }
  return stable;
}

function featuresIn(analysis: Analysis, bindings: ReadonlyMap<string, Bindings>): ReadonlySet<string> {
  const names = analysis.cells.flatMap(({ facts }) => facts.imports.flatMap(({ module, name }) => (module === '__future__' ? (name ?? []) : [])));
  return new Set(names.filter(name => (bindings.get(name)?.count ?? 0) <= names.filter(each => each === name).length));
}

/** `import a.b` and `import a.c` bind the same `a`. */
function bothSubmodules(a: Import, b: Import): boolean {
  return [a, b].every(({ member, module, name }) => member === undefined && rootOf(module) === name);
}

/** Modules whose text the notebook writes itself: importing them is reading a file. */
function writtenModules(analysis: Analysis): ReadonlySet<string> {
  const paths = analysis.cells.flatMap(({ files }) => files.filter(({ mode }) => mode !== 'read').map(({ path }) => path));
  return new Set(paths.filter(path => path.endsWith('.py')).map(path => path.slice(0, -3).split('/')[0] ?? ''));
}

const toPath = ({ imports, language, bindings }: CandidateContext): PathContext => ({
  imports,
  isBuiltin: name => language.builtins.has(name) && !bindings.has(name)
});

interface CandidateContext extends StateContext {
  readonly imports: ReadonlyMap<string, Import>;
  readonly bindings: ReadonlyMap<string, Bindings>;
  readonly inSetup: boolean;
}

function candidatesIn(cell: CellAnalysis, index: number, context: CandidateContext): Movable[] {
  return cell.facts.statements.flatMap(statement => {
    const movable = candidate(cell, statement, { ...context, index });
    return movable ? [movable] : [];
  });
}

function candidate(cell: CellAnalysis, statement: Statement, context: CandidateContext & { index: number }): Movable | undefined {
  const [name, ...more] = statement.binds;
  if (name === undefined || more.length > 0) return undefined;
  const bound = context.bindings.get(name);
  if (!bound || bound.count !== 1 || bound.deleted) return undefined;
  const isDefinition =
    statement.kind === 'function' || statement.kind === 'class' || statement.kind === 'type' || isLambda(statement) || isTable(name, statement, context);
  if (!isDefinition && !(context.inSetup && isConstant(statement))) return undefined;
  if (!standsAlone(cell, statement)) return undefined;
  const isFixed = isUnchanged(name, context, holdsCodeOnly(statement, cell));
  const state = isFixed || !isDefinition ? undefined : stateOf(name, statement, cell, context);
  if (!isFixed && !state) return undefined;
  const codes = codeIn(statement.flow);
  const bodies = codes.flatMap(id => withInner(id, cell.facts.bodies));
  const evaluated = codes.flatMap(id => evaluatedWith(id, cell.facts.bodies));
  if (evaluated.some(body => !decoratorsArePure(body, context) || !defaultsAreConstant(body))) return undefined;
  const needsNamespace = ({ rule, ownNames }: RungReason) => rule !== 'class-scope' && !ownNames;
  if (cell.facts.rungs.some(reason => needsNamespace(reason) && bodies.some(({ id }) => id === reason.body))) return undefined;
  if (bodies.some(({ id }) => context.overview.searching.has(id))) return undefined;
  if (statement.kind === 'class' && bodies.some(body => body.kind === 'class' && hasForeignCalls(body.flow, context))) return undefined;
  const kind = statement.kind === 'class' || statement.kind === 'type' ? statement.kind : isDefinition ? 'function' : 'constant';
  const reads = new Set([...globalsRead(statement.flow), ...bodies.flatMap(globalsOf)].filter(read => read !== name));
  return { kind, cell: context.index, statement, names: [name], reads, ...(state && { state }) };
}

/** `name = code`, and nothing more. */
export function isLambda(statement: Statement): boolean {
  const [only, ...more] = statement.flow;
  return statement.kind === 'assignment' && more.length === 0 && only?.kind === 'write' && only.value.kind === 'code';
}

/** Literals and containers of them: no call, no read but of names that are checked like any other. */
function isConstant(statement: Statement): boolean {
  const [only, ...more] = statement.flow;
  return more.length === 0 && only?.kind === 'write' && isConstantValue(only.value);
}

/** Nothing reachable from the name is ever changed or compared by identity, in any cell. */
function isUnchanged(name: string, { analysis, overview, withState }: CandidateContext, isCodeOnly: boolean): boolean {
  const binding = overview.firstBinding(name);
  if (!binding) return true;
  const reached = [...analysis.reach(analysis.cells.length - 1, binding.locs)];
  if (reached.some(loc => overview.updated.has(loc) && !(isCodeOnly && withState.has(loc)))) return false;
  const isCode = [...binding.locs].every(loc => analysis.places[loc]?.body);
  return isCode || !reached.some(loc => overview.observed.has(loc));
}

/** The bodies whose decorators, defaults and bases are evaluated where the definition runs: itself, and a class's members. */
function evaluatedWith(id: string, bodies: { readonly [id: string]: Body }): Body[] {
  const body = bodies[id];
  if (!body) return [];
  const members = body.kind === 'class' ? Object.values(bodies).filter(inner => inner.parent === id) : [];
  return [body, ...members.flatMap(member => evaluatedWith(member.id, bodies))];
}

export function defaultsAreConstant(body: Body): boolean {
  return body.parameters.every(({ default: given }) => given === undefined || isImmutable(given));
}

function isImmutable(value: Value): boolean {
  if (value.kind === 'make') return value.type === 'tuple' && value.holds.every(([, held]) => isImmutable(held));
  return isConstantValue(value);
}

/** Global names that a body's text reads, its decorators, defaults and bases included. */
export function globalsOf(body: Body): readonly string[] {
  const given = [...body.decorators, ...body.bases.map(({ value }) => value), ...body.parameters.flatMap(({ default: value }) => value ?? [])];
  return [...body.globals, ...globalsRead(given.map(value => ({ kind: 'evaluate', value, span: body.span })))];
}

function decoratorsArePure(body: Body, context: CandidateContext): boolean {
  return body.decorators.every(decorator => {
    const path = pathOf(decorator.kind === 'call' ? decorator.callee : decorator, toPath(context));
    return context.language.pureDecorators.has(path ?? '');
  });
}

/** A class body that calls what is neither a library's nor built in would run notebook code when imported. */
function hasForeignCalls(flow: readonly Flow[], context: CandidateContext): boolean {
  const isPure = (path: string) => context.language.pureDecorators.has(path);
  return callsIn(flow).some(({ callee }) => (callee.kind === 'known' ? !isPure(callee.path) : pathOf(callee, toPath(context)) === undefined));
}

/** The statement has its lines for itself, so that they can be moved. */
export function standsAlone(cell: CellAnalysis, statement: Statement): boolean {
  const { source } = cell.cell;
  const { span } = statement;
  const before = source.slice(source.lastIndexOf('\n', span.from - 1) + 1, span.from);
  const end = source.indexOf('\n', span.to);
  const after = source.slice(span.to, end < 0 ? undefined : end);
  return before === '' && /^\s*(#.*)?$/.test(after) && isPlainText(cell, statement);
}

/** Nothing in the statement is the runtime's, which only nodes have. */
export const isPlainText = ({ facts }: CellAnalysis, { span }: Statement): boolean =>
  facts.runtime.length === 0 || !facts.edits.some(edit => contains(span, edit));

/** Removes candidates until all that are left read nothing but each other and what `isFree` allows. */
function closed(candidates: ReadonlyMap<string, Movable>, isFree: (name: string) => boolean): ReadonlyMap<string, Movable> {
  const kept = new Map(candidates);
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, { reads }] of kept) {
      if ([...reads].every(read => kept.has(read) || isFree(read))) continue;
      kept.delete(name);
      changed = true;
    }
  }
  return kept;
}

function bodiesOf(helpers: ReadonlyMap<string, Movable>, analysis: Analysis): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { cell, statement } of helpers.values()) {
    const bodies = analysis.cells[cell]?.facts.bodies ?? {};
    for (const id of codeIn(statement.flow)) for (const body of evaluatedWith(id, bodies)) found.add(body.id);
  }
  return found;
}
