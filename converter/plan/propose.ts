import type { Analysis } from '../analysis/analysis.js';
import type { CellFacts, Import, Value } from '../languages/language.js';
import type { CellRole, Json, Notebook } from '../notebook/notebook.js';
import { pathOf } from './path.js';
import type { Plan, Rung } from './plan.js';
import { callsIn } from './reads.js';

/** Nodes for a notebook that has none, as somebody would tag them. */
export interface Proposal {
  readonly nodes: readonly ProposedNode[];
  /** What to write to each code cell that does not say itself what it is. */
  readonly cells: readonly { readonly id: string; readonly index: number; readonly role: CellRole; readonly node?: string }[];
  readonly literals: readonly ProposedParameter[];
}

export interface ProposedNode {
  readonly name: string;
  readonly rung: Rung;
  readonly title?: string;
  /** Places among all cells, from 0. */
  readonly cells: readonly number[];
  /** Names of the values that it takes from nodes above, and of those that it makes for others. */
  readonly takes: readonly string[];
  readonly gives: readonly string[];
}

/** A literal that somebody may want to change from outside. */
export interface ProposedParameter {
  readonly name: string;
  readonly value: Json;
  readonly cell: number;
  /** The function that it is given to, by keyword; absent where it is bound to a name. */
  readonly of?: string;
}

/** What the plan of an untagged notebook would be as tags. Nodes that have to be joined are proposed as one. */
export function proposal(notebook: Notebook, analysis: Analysis, plan: Plan): Proposal {
  const nodes = plan.nodes.map(({ name, rung, title, cells, inputs, outputs }): ProposedNode => ({
    name,
    rung,
    ...(title !== undefined && { title }),
    cells: cells.map(({ index }) => index),
    takes: [...new Set(inputs.flatMap(({ takes }) => takes))],
    gives: [...new Set(outputs.flatMap(({ names }) => names))]
  }));
  const bound = boundLiterals(analysis);
  const parameterCells = new Set(analysis.cells.filter(({ facts }) => isParameterCell(facts, bound)).map(({ cell }) => cell.index));
  const owners = new Map(nodes.filter(({ name }) => name !== 'setup').flatMap(({ name, cells }) => cells.map(cell => [cell, name] as const)));
  const cells = notebook.cells
    .filter(({ kind, source, intent }) => kind === 'code' && source.trim() !== '' && intent.role === undefined)
    .map(({ id, index }) => {
      const node = owners.get(index);
      // What has nothing to run by itself is shared, wherever it stands.
      const role: CellRole = node !== undefined ? 'node' : parameterCells.has(index) ? 'parameters' : 'setup';
      return { id, index, role, ...(node !== undefined && { node }) };
    });
  return { nodes, cells, literals: [...[...bound].map(([name, literal]) => ({ name, ...literal })), ...givenLiterals(analysis)] };
}

type Bound = ReadonlyMap<string, { readonly value: Json; readonly cell: number }>;

/** Names that are bound once, to a number, a text or a truth value, and read by some other cell. */
function boundLiterals({ cells }: Analysis): Bound {
  const times = new Map<string, number>();
  for (const { facts } of cells) for (const { binds } of facts.statements) for (const name of binds) times.set(name, (times.get(name) ?? 0) + 1);
  const found = new Map<string, { value: Json; cell: number }>();
  for (const { facts, cell } of cells) {
    for (const { name, value } of facts.literals) {
      const isRead = cells.some(other => other.cell !== cell && other.uses.some(use => use.name === name));
      if (isPlain(value) && times.get(name) === 1 && isRead) found.set(name, { value, cell: cell.index });
    }
  }
  return found;
}

const isPlain = (value: Json): boolean => ['number', 'string', 'boolean'].includes(typeof value);

const isParameterCell = ({ statements }: CellFacts, bound: Bound): boolean =>
  statements.length > 0 && statements.every(({ kind, binds }) => kind === 'assignment' && binds.length === 1 && binds.every(name => bound.has(name)));

/** Numbers that are given by keyword to functions of libraries; what only changes how pictures look is left out. */
function givenLiterals({ cells }: Analysis): readonly ProposedParameter[] {
  const imports = new Map(
    cells.flatMap(({ facts }) => facts.imports.flatMap((imported): [string, Import][] => (imported.name === undefined ? [] : [[imported.name, imported]])))
  );
  const context = { imports, isBuiltin: () => false };
  const given = cells.flatMap(({ facts, cell }) =>
    callsIn(facts.flow).flatMap(({ callee, args }) => {
      const of = pathOf(callee, context);
      if (of === undefined || isDrawing(of)) return [];
      return args.flatMap(({ name, value }) => {
        const literal = numberIn(value);
        return name === undefined || literal === undefined || shapes.has(name) ? [] : [{ name, value: literal, cell: cell.index, of }];
      });
    })
  );
  return given.filter(
    (one, at) => !given.slice(0, at).some(other => other.name === one.name && other.value === one.value && other.of === one.of && other.cell === one.cell)
  );
}

/** Arguments that say in which direction or how much at once, not what comes out. */
const shapes: ReadonlySet<string> = new Set('axis axes level levels header index_col ord ndim keepdims n_jobs verbose nrows chunksize ddof indent'.split(' '));

const numberIn = (value: Value): number | undefined => (value.kind === 'scalar' && typeof value.literal === 'number' ? value.literal : undefined);

const isDrawing = (path: string): boolean => /^(matplotlib|seaborn|plotly|bokeh|altair)\b/.test(path);
