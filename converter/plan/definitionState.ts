import type { Analysis, CellAnalysis, Loc } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { only } from '../analysis/locs.js';
import type { Language, Statement, Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Overview } from './overview.js';
import { codeIn } from './reads.js';
import { isConstantValue, withInner } from './texts.js';

/** What is asked about a definition whose object changes. */
export interface StateContext {
  readonly analysis: Analysis;
  readonly overview: Overview;
  readonly language: Language;
  /** All that definitions hold whose data changes, as far as they have been found. */
  readonly withState: Set<Loc>;
}

/** A definition whose own data some cell changes. */
export interface State {
  readonly loc: Loc;
  /** Where it is made. */
  readonly at: { readonly cell: string; readonly span: Span };
}

/** An object of functions that nothing else holds, where functions cannot travel: each process makes its own. */
export function isTable(name: string, { flow: [only, ...more] }: Statement, { analysis, language }: Pick<StateContext, 'analysis' | 'language'>): boolean {
  const parts = language.codeTravels || more.length > 0 || only?.kind !== 'write' ? undefined : partsOf(only.value);
  if (!parts) return false;
  const isCode = ({ kind }: Value): boolean => kind === 'code';
  if (!parts.some(isCode) || !parts.every(held => isCode(held) || isConstantValue(held))) return false;
  const last = analysis.versions.get(name)?.findLast(({ binding }) => binding)?.binding?.locs ?? new Set<Loc>();
  const isElsewhere = (locs: ReadonlySet<Loc>, at: number) => [...analysis.reach(at, locs)].some(loc => last.has(loc));
  return analysis.cells.every((_, at) => [...analysis.exit(at)].every(([other, { locs }]) => other === name || !isElsewhere(locs, at)));
}

/** What an object is put together of where it is made; absent where more happens. */
function partsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'make') return value.holds.map(([, held]) => held);
  if (value.kind !== 'do' || value.value.kind !== 'read' || value.value.name.scope !== 'temp') return undefined;
  const parts = value.flow.map((step): Value | undefined => {
    if (step.kind === 'mutate') return step.adds;
    return step.kind === 'write' && step.value.kind === 'call' && step.value.args.length === 0 ? step.value.callee : undefined;
  });
  return parts.every(part => part !== undefined) ? parts : undefined;
}

/** A class without data of its own: what changes is what its base holds. */
export function holdsCodeOnly({ kind, flow }: Statement, { facts }: CellAnalysis): boolean {
  if (kind !== 'class') return false;
  const classes = codeIn(flow).flatMap(id => facts.bodies[id] ?? []);
  const isCode = (value: Value): boolean => value.kind === 'code' || (value.kind === 'call' && value.callee.kind === 'known');
  return classes.every(
    ({ kind: each, flow: members }) =>
      each === 'class' && members.every(step => step.kind === 'write' && (isCode(step.value) || ('name' in step.name && isImplicit(step.name.name))))
  );
}

/** The object that a definition makes, where its data may be handed on apart from its code: it holds no other code, nor anything that cannot travel. */
export function stateOf(
  name: string,
  { flow, hides, span }: Statement,
  { facts, cell }: CellAnalysis,
  { analysis, overview, language, withState }: StateContext
): State | undefined {
  const [loc, ...more] = overview.firstBinding(name)?.locs ?? [];
  if (language.codeTravels || hides || loc === undefined || more.length > 0) return undefined;
  const own = new Set(codeIn(flow).flatMap(id => withInner(id, facts.bodies).map(body => body.id)));
  const reached = analysis.reach(analysis.cells.length - 1, only(loc));
  const isPlain = [...reached].flatMap(one => analysis.places[one] ?? []).every(({ body, opaque }) => !opaque && (body === undefined || own.has(body)));
  if (!isPlain) return undefined;
  reached.forEach(one => withState.add(one));
  return { loc, at: { cell: cell.id, span } };
}
