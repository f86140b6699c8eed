import type { Analysis, CellAnalysis } from '../analysis/analysis.js';
import type { Language, Statement } from '../languages/language.js';
import { globalsOf, type Movable, type Movables } from './movable.js';
import { withInner } from './texts.js';
import type { HelperDefinition, Helpers, TextPiece } from './plan.js';
import { codeIn, globalsRead } from './reads.js';
import { statementText } from './text.js';

/** Global names that statements read, at once or in functions that they make. */
export function namesIn(cell: CellAnalysis, statements: readonly Statement[]): ReadonlySet<string> {
  const names = statements.map(statement => namesOf(cell, statement));
  const [first] = names;
  if (first && names.length === 1) return first.all;
  return new Set([...names.flatMap(({ own }) => own), ...names.flatMap(({ inCode }) => inCode)]);
}

interface StatementNames {
  readonly own: readonly string[];
  readonly inCode: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** Several stages ask for the same statements, and facts stay from one conversion to the next. */
const known = new WeakMap<Statement, StatementNames>();

function namesOf({ facts: { bodies } }: CellAnalysis, statement: Statement): StatementNames {
  const before = known.get(statement);
  if (before) return before;
  const code = codeIn(statement.flow).flatMap(id => withInner(id, bodies));
  const [own, inCode] = [[...globalsRead(statement.flow), ...(statement.mentions ?? [])], code.flatMap(globalsOf)];
  const names = { own, inCode, all: new Set([...own, ...inCode]) };
  known.set(statement, names);
  return names;
}

/** Imports, definitions, constants and option statements that all nodes share. */
export function planHelpers(analysis: Analysis, movables: Movables, options: ReadonlyMap<number, readonly Statement[]>, language: Language): Helpers {
  const definitions = [...movables.helpers.values()].flatMap(movable => definitionOf(movable, analysis, movables));
  const optionCells = [...options].flatMap(([index, statements]) => {
    const cell = analysis.cells[index];
    return cell ? [{ cell, statements }] : [];
  });
  const setup: TextPiece[] = optionCells.flatMap(({ cell, statements }) => statements.map(statement => statementText(cell, statement)));
  const setupNames = new Set(optionCells.flatMap(({ cell, statements }) => [...namesIn(cell, statements)]));
  const futures = new Set(
    analysis.cells.flatMap(({ facts }) => facts.imports.filter(({ module }) => module === '__future__').flatMap(({ member }) => member ?? []))
  );
  return {
    imports: importsOf(analysis, movables, language),
    definitions,
    setup,
    setupUses: split(setupNames, movables),
    futures: [...futures].sort()
  };
}

/** `import a.b` and `import a.c` bind one name, and need two lines. */
function importsOf(analysis: Analysis, { imports }: Movables, language: Language): Helpers['imports'] {
  const lines = new Map<string, Helpers['imports'][number]>();
  for (const { name, ...imported } of analysis.cells.flatMap(({ facts }) => facts.imports)) {
    if (name === undefined || !imports.has(name)) continue;
    const text = language.importLine({ name, ...imported });
    const { module } = imported;
    lines.set(text, { name, text, module, standard: language.distribution(module).kind === 'standard' });
  }
  return [...lines.values()];
}

function definitionOf(movable: Movable, analysis: Analysis, movables: Movables): readonly HelperDefinition[] {
  const cell = analysis.cells[movable.cell];
  if (!cell) return [];
  const { imports, helpers } = split([...movable.reads, ...(movable.statement.mentions ?? [])], movables);
  return [
    {
      names: movable.names,
      kind: movable.kind,
      piece: statementText(cell, movable.statement),
      usesImports: imports,
      usesHelpers: helpers,
      runtime: runtimeIn(movable.reads, movables)
    }
  ];
}

/** Which of the names are hoisted imports, which moved helpers. */
export function split(names: Iterable<string>, movables: Movables): { readonly imports: readonly string[]; readonly helpers: readonly string[] } {
  const all = [...new Set(names)].sort();
  return { imports: all.filter(name => movables.imports.has(name)), helpers: all.filter(name => movables.helpers.has(name)) };
}

/** Names that notebooks have without binding them and that projects get from the runtime, unless they are bound: `given`, imported or moved. */
export function runtimeIn(names: Iterable<string>, { imports, helpers }: Movables, given: readonly string[] = []): readonly string[] {
  return [...new Set(names)].filter(name => name === 'display' && !given.includes(name) && !imports.has(name) && !helpers.has(name));
}
