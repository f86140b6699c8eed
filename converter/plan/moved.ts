import type { Statement } from '../languages/language.js';
import { contains } from '../source/span.js';
import type { SharedText } from './layout.js';

export interface MoveContext {
  readonly shared: SharedText;
  /** Statements that the nodes which need them repeat, by cell. */
  readonly options: ReadonlyMap<number, readonly Statement[]>;
}

/** Statements of a cell that nothing else takes over. */
export function remaining(statements: readonly Statement[], cell: number, context: MoveContext): readonly Statement[] {
  const moved = new Set(movedStatements(statements, cell, context));
  return statements.filter(statement => !moved.has(statement));
}

/** Statements of a cell that are hoisted, moved, replaced by parameters or repeated by all nodes. */
export function movedStatements(statements: readonly Statement[], cell: number, { shared, options }: MoveContext): readonly Statement[] {
  const { analysis, movables, parameters } = shared;
  const facts = analysis.cells[cell]?.facts;
  const replaced = new Set([...(parameters.statements.get(cell) ?? []), ...(options.get(cell) ?? [])]);
  const isHoisted = ({ kind, span }: Statement) => {
    if (kind !== 'import') return false;
    const imports = facts?.imports.filter(imported => contains(span, imported.span)) ?? [];
    return imports.length > 0 && imports.every(({ module, name }) => module === '__future__' || (name !== undefined && movables.imports.has(name)));
  };
  return statements.filter(
    statement => replaced.has(statement) || isHoisted(statement) || statement.binds.some(name => movables.helpers.get(name)?.cell === cell)
  );
}
