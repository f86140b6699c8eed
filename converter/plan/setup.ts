import type { Analysis, CellAnalysis, Definition } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import type { Language, Statement } from '../languages/language.js';
import { contains, type CellLocation } from '../source/span.js';
import type { GroupEffects } from './effects.js';
import type { Group } from './group.js';
import { isPlainText, type Movables } from './movable.js';
import { globalsRead } from './reads.js';
import { runtimeState } from './states.js';

/** Option statements of the setup before the first node, by cell: every node may repeat them without changing anything. */
export function optionStatements(
  analysis: Analysis,
  groups: readonly Group[],
  movables: Movables,
  language: Language
): ReadonlyMap<number, readonly Statement[]> {
  const found = new Map<number, readonly Statement[]>();
  for (const group of groups) {
    if (group.kind !== 'setup') break;
    for (const index of group.cells) {
      const cell = analysis.cells[index];
      if (!cell || cell.cell.intent.role === 'parameters') continue;
      const options = cell.facts.statements.filter(statement =>
        isOption(cell, statement, { movables, language, isBound: name => analysis.exit(index).has(name) })
      );
      found.set(index, options);
    }
  }
  return wholeStates(found, analysis);
}

/** Without statements that set what others, which are not repeated, set as well: their order would be lost. */
function wholeStates(options: ReadonlyMap<number, readonly Statement[]>, analysis: Analysis): ReadonlyMap<number, readonly Statement[]> {
  const cells = [...options].flatMap(([index, statements]) => {
    const cell = analysis.cells[index];
    return cell ? [{ index, cell, statements }] : [];
  });
  const parted = new Set(cells.flatMap(({ cell, statements }) => cell.definitions.filter(each => !isAllIn(each, cell, statements)).map(({ name }) => name)));
  const isWhole = (cell: CellAnalysis, statement: Statement) => !statesSet(cell, statement).some(name => parted.has(name));
  const kept = cells.map(({ index, cell, statements }) => [index, statements.filter(statement => isWhole(cell, statement))] as const);
  const isSettled = kept.every(([index, statements]) => statements.length === options.get(index)?.length);
  return isSettled ? options : wholeStates(new Map(kept), analysis);
}

/** All that the group does to a state, every node does for itself. */
export function isRepeatedState({ cells, group }: GroupEffects, state: string, options: ReadonlyMap<number, readonly Statement[]>): boolean {
  return cells.every((cell, index) => {
    const repeated = options.get(group.cells[index] ?? -1) ?? [];
    return cell.definitions.filter(({ name }) => name === state).every(each => isAllIn(each, cell, repeated));
  });
}

const isAllIn = ({ at, earlier = [] }: Definition, cell: CellAnalysis, statements: readonly Statement[]): boolean =>
  [at, ...earlier].every(place => statements.some(isIn(place, cell)));

/** What the statement itself defines, implicit variables among them. */
const statesSet = ({ cell, definitions }: CellAnalysis, statement: Statement): readonly string[] =>
  definitions.filter(({ at, earlier = [] }) => [at, ...earlier].some(place => isIn(place, { cell })(statement))).map(({ name }) => name);

/** Whether a place stands in a statement of the cell. */
const isIn =
  ({ cell, span }: CellLocation, { cell: { id } }: Pick<CellAnalysis, 'cell'>) =>
  (statement: Statement): boolean =>
    cell === id && contains(statement.span, span);

interface OptionContext {
  readonly movables: Movables;
  readonly language: Language;
  /** Whether the notebook binds a name. */
  readonly isBound: (name: string) => boolean;
}

/** It only sets options (display, style, filters), from constants. */
function isOption(cell: CellAnalysis, statement: Statement, { movables, language, isBound }: OptionContext): boolean {
  const isHere = (at: CellLocation) => isIn(at, cell)(statement);
  const defined = statesSet(cell, statement);
  const sets = defined.filter(isImplicit);
  if (sets.length === 0 || sets.length < defined.length || !isPlainText(cell, statement)) return false;
  if (!sets.every(isRepeatable) || cell.files.some(({ at }) => isHere(at))) return false;
  const isFixed = (name: string) => movables.imports.has(name) || movables.helpers.has(name) || (language.builtins.has(name) && !isBound(name));
  return globalsRead(statement.flow).every(isFixed);
}

/** Options and entries in tables of libraries, but not generators, folders or patched modules: those are values that change. */
function isRepeatable(name: string): boolean {
  if (/^·(?:lasting\.)?registry\./.test(name)) return true;
  return (
    runtimeState(name) !== undefined && !name.startsWith('·rng.') && !name.startsWith('·module:') && name !== '·cwd' && name !== '·path' && name !== '·env'
  );
}
