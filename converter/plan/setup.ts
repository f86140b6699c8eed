import type { Analysis, CellAnalysis, Definition } from '../analysis/analysis.js';
import type { Language, Statement } from '../languages/language.js';
import { contains, type CellLocation } from '../source/span.js';
import { isImplicit, type GroupEffects } from './effects.js';
import type { Group } from './group.js';
import { standsAlone, type Movables } from './movable.js';
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
      const options = cell.facts.statements.filter(statement => isOption(cell, statement, { movables, language }));
      if (options.length > 0) found.set(index, options);
    }
  }
  return found;
}

/** All that the group does to a state, every node does for itself. */
export function isRepeatedState({ cells, group }: GroupEffects, state: string, options: ReadonlyMap<number, readonly Statement[]>): boolean {
  return cells.every(({ definitions }, index) => {
    const repeated = options.get(group.cells[index] ?? -1) ?? [];
    const isInside = ({ at }: Definition) => repeated.some(({ span }) => contains(span, at.span));
    return definitions.filter(({ name }) => name === state).every(isInside);
  });
}

/** It only sets options (display, style, filters), from constants. */
function isOption(cell: CellAnalysis, statement: Statement, { movables, language }: { readonly movables: Movables; readonly language: Language }): boolean {
  const { span } = statement;
  const isHere = (at: CellLocation) => at.cell === cell.cell.id && contains(span, at.span);
  const defined = cell.definitions.filter(({ at }) => isHere(at)).map(({ name }) => name);
  const sets = defined.filter(isImplicit);
  if (statement.binds.length > 0 || sets.length === 0 || sets.length < defined.length || !standsAlone(cell, statement)) return false;
  if (!sets.every(isRepeatable) || cell.files.some(({ at }) => isHere(at))) return false;
  const isFixed = (name: string) => movables.imports.has(name) || movables.helpers.has(name) || (language.builtins.has(name) && !cell.exit.has(name));
  return globalsRead(statement.flow).every(isFixed);
}

/** Options, but not generators, folders or patched modules: those are values that change. */
function isRepeatable(name: string): boolean {
  return (
    runtimeState(name) !== undefined && !name.startsWith('·rng.') && !name.startsWith('·module:') && name !== '·cwd' && name !== '·path' && name !== '·env'
  );
}
