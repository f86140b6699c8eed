import type { Analysis, CellAnalysis, Exit } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import { alike, identical } from '../analysis/identical.js';
import type { CellFacts, Language, Statement } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import { contains } from '../source/span.js';
import { boundIn } from './bindings.js';
import { codeIn } from './reads.js';
import { mayBeAdded } from './text.js';

/** An edit that is felt in the cells that it changed, and nowhere else. */
export interface Edit {
  /** Ids of the cells that say something else than before. */
  readonly cells: ReadonlySet<string>;
  /** What these say that nodes could share is where it was, as it was. */
  readonly leavesShared: boolean;
}

interface EditContext {
  readonly language: Language;
  /** Names that some cell binds, before the edit and after it. */
  readonly everBound: readonly ReadonlySet<string>[];
  /** Cells of which nodes may repeat any statement. */
  readonly setupCells: ReadonlySet<number>;
}

/** What became of a notebook between two analyses; absent where more than the text of some cells may be another. */
export function editOf(before: Analysis, now: Analysis, { language, everBound, setupCells }: EditContext): Edit | undefined {
  if (before.objects !== now.objects || before.cells.length !== now.cells.length) return undefined;
  const analyses = [before, now];
  const at = now.cells.flatMap((cell, index) => (before.cells[index]?.facts === cell.facts ? [] : [index]));
  const isOpen = analyses.some(({ cells }) => cells.some(({ dynamic }) => dynamic));
  const aside = isOpen ? none : namesAside(analyses, at, language);
  // What no cell ever binds, nothing passes on: most names that are just being written are such.
  const isPassed = (name: string) => isOpen || isImplicit(name) || everBound.some(names => names.has(name));
  const changed = new Set<string>();
  if (!isSameBound(before.versions, now.versions, name => !aside.has(name))) return undefined;
  for (const [index, cell] of now.cells.entries()) {
    const known = before.cells[index];
    if (known === cell) continue;
    if (!known || !isSameBeyond(known, cell, { aside, isPassed })) return undefined;
    if (at.includes(index)) changed.add(cell.cell.id);
  }
  const texts = analyses.map(({ cells }) => at.flatMap(index => cells[index] ?? []).map(textToShare));
  return { cells: changed, leavesShared: !at.some(index => setupCells.has(index)) && identical(texts[0], texts[1]) };
}

const none: ReadonlySet<string> = new Set();

/** Names of scalars that only one of the analyses knows: bound by the changed cells, and nowhere else spoken of. */
function namesAside(analyses: readonly Analysis[], changed: readonly number[], { builtins }: Language): ReadonlySet<string> {
  const [old = none, now = none] = analyses.map(({ cells }) => new Set(changed.flatMap(index => namesOf(cells[index]))));
  const isAside = (name: string) =>
    !isImplicit(name) && !builtins.has(name) && !mayBeAdded(name) && analyses.every(analysis => isUnheard(name, analysis, changed));
  return new Set([...old, ...now].filter(name => old.has(name) !== now.has(name) && isAside(name)));
}

const isUnheard = (name: string, analysis: Analysis, changed: readonly number[]): boolean =>
  analysis.cells.every((cell, index) => !asksFor(cell, name) && !(changed.includes(index) ? holdsObjects(analysis.exit(index), name) : mentions(cell, name)));

const namesOf = (cell: CellAnalysis | undefined): readonly string[] =>
  cell ? [...cell.definitions.map(({ name }) => name), ...boundIn(cell.facts).flat()] : [];

/** Whether the value of a name at the beginning or at the end of a cell is wanted, or the name is gone at its end. */
const asksFor = ({ uses, named, deletions, cell: { intent } }: CellAnalysis, name: string): boolean =>
  named.has(name) ||
  uses.some(use => use.name === name) ||
  deletions.some(deletion => deletion.name === name) ||
  [intent.inputs, intent.outputs, intent.metrics].some(names => names?.includes(name));

const mentions = ({ cell: { source } }: CellAnalysis, name: string): boolean => source.includes(name);

const holdsObjects = (exit: Exit, name: string): boolean => (exit.get(name)?.locs.size ?? 0) > 0;

interface Heard {
  readonly aside: ReadonlySet<string>;
  readonly isPassed: (name: string) => boolean;
}

/** Whether a cell is the same to all others: what it does, the names that count, and what is looked for in the text of all cells together. */
function isSameBeyond(before: CellAnalysis, now: CellAnalysis, { aside, isPassed }: Heard): boolean {
  const isSame = <Item extends { readonly name: string }>(old: readonly Item[], items: readonly Item[], counts: (name: string) => boolean) =>
    old === items ||
    alike(
      old.filter(({ name }) => counts(name)),
      items.filter(({ name }) => counts(name))
    );
  const isFelt = (name: string) => !aside.has(name);
  return (
    isSameCell(before.cell, now.cell) &&
    alike(othersOf(before), othersOf(now)) &&
    isSame(before.uses, now.uses, isPassed) &&
    isSame(before.definitions, now.definitions, isFelt) &&
    (before.facts === now.facts || alike(told(before.facts, isFelt), told(now.facts, isFelt)))
  );
}

const isSameCell = (before: Cell, now: Cell): boolean =>
  before === now || (before.id === now.id && before.index === now.index && alike(before.intent, now.intent));

const apart = { cell: undefined, facts: undefined, uses: undefined, definitions: undefined, diagnostics: undefined };

const othersOf = (cell: CellAnalysis): unknown => ({ ...cell, ...apart });

const isSameBound = (before: Analysis['versions'], now: Analysis['versions'], isFelt: (name: string) => boolean): boolean =>
  alike(...([before, now].map(versions => [...versions].filter(([name]) => isFelt(name))) as [unknown, unknown]));

/** Of a cell's text, what is looked for in the text of all cells together. */
function told(facts: CellFacts, isFelt: (name: string) => boolean): unknown {
  const { bodies, imports, typings, declared, rungs } = facts;
  const bound = boundIn(facts).map(names => names.filter(isFelt));
  return { bound: bound.filter(names => names.length > 0), bodies, imports, typings, declared: declared?.filter(isFelt), rungs };
}

/** A cell's text up to the end of the line with the last statement that could stand elsewhere than in its node. */
function textToShare({ cell: { source }, facts: { statements, imports } }: CellAnalysis): string {
  const last = statements.findLast(
    ({ kind, flow, span }) =>
      definitions.has(kind) || (kind === 'assignment' && codeIn(flow).length > 0) || imports.some(imported => contains(span, imported.span))
  );
  if (!last) return '';
  const end = source.indexOf('\n', last.span.to);
  return end < 0 ? source : source.slice(0, end);
}

const definitions: ReadonlySet<Statement['kind']> = new Set(['import', 'function', 'class', 'type']);
