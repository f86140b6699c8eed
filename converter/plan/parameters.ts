import type { Analysis } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { parameterNotLiteral } from '../diagnostics/messages.js';
import type { Statement } from '../languages/language.js';
import { contains } from '../source/span.js';
import type { Movables } from './movable.js';
import type { Parameter } from './plan.js';

/** Parameters, the cell that gives each, and the statements that they replace. */
export interface ParameterCells {
  readonly parameters: readonly Parameter[];
  readonly byCell: ReadonlyMap<number, readonly string[]>;
  readonly statements: ReadonlyMap<number, readonly Statement[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The literals of the cells that are tagged as parameters. */
export function findParameters(analysis: Analysis, movables: Movables): ParameterCells {
  const parameters = new Map<string, Parameter>();
  const byCell = new Map<number, string[]>();
  const statements = new Map<number, Statement[]>();
  const diagnostics: Diagnostic[] = [];
  analysis.cells.forEach(({ cell, facts }, index) => {
    if (cell.intent.role !== 'parameters') return;
    for (const statement of facts.statements) {
      const [name] = statement.binds;
      const literal = facts.literals.find(({ span }) => contains(statement.span, span));
      if (statement.kind === 'import' && statement.binds.every(bound => movables.imports.has(bound))) continue;
      if (statement.kind === 'function' && name !== undefined && movables.helpers.has(name)) continue;
      if (!literal || statement.binds.length !== 1) {
        diagnostics.push(parameterNotLiteral(name ?? '', { cell: cell.id, span: statement.span }));
        continue;
      }
      const { value, type, comment } = literal;
      parameters.set(literal.name, { name: literal.name, value, type, ...(comment === undefined ? {} : { comment }), cell: cell.id });
      byCell.set(index, [...(byCell.get(index) ?? []), literal.name]);
      statements.set(index, [...(statements.get(index) ?? []), statement]);
    }
  });
  return { parameters: [...parameters.values()], byCell, statements, diagnostics };
}
