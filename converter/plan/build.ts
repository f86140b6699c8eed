import type { Analysis, Loc } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { emptyNode, joinedNodes, scriptNode, setupHasEffect } from '../diagnostics/messages.js';
import type { Language, Statement } from '../languages/language.js';
import { titlesAndDocs } from '../notebook/headings.js';
import type { FileListing } from '../notebook/listing.js';
import type { Notebook } from '../notebook/notebook.js';
import { identifier, unique } from '../source/identifiers.js';
import { routeValues, type Traffic } from './datasets.js';
import { findEdges } from './edges.js';
import { effectsOf, isImplicit, type GroupEffects } from './effects.js';
import { groupCells, joinRange, type Group } from './group.js';
import { planHelpers } from './helpers.js';
import { findJoin } from './join.js';
import { liveNames } from './live.js';
import { findMovables, type Movables } from './movable.js';
import { assembleNode } from './nodes.js';
import { orderEdges, type OrderEdge } from './order.js';
import { findParameters, type ParameterCells } from './parameters.js';
import { describeDatasets } from './describe.js';
import type { PipelineNode, Plan } from './plan.js';
import { refusals } from './refuse.js';
import { findRequirements } from './requirements.js';
import { findRestatables, restatedIn, type Restatable } from './restate.js';
import { scriptCauses } from './rung.js';
import { optionStatements } from './setup.js';
import { sharing } from './share.js';
import { routeStates, type StateTraffic } from './states.js';
import { planWorkspace } from './workspace.js';

/** What the notebook's text as a whole allows to share between nodes, before any grouping. */
export interface SharedText {
  readonly analysis: Analysis;
  readonly language: Language;
  readonly movables: Movables;
  readonly restatables: ReadonlyMap<Loc, Restatable>;
  readonly parameters: ParameterCells;
}

/** One way of grouping the cells, with all that passes between the groups. */
export interface Layout {
  readonly groups: readonly GroupEffects[];
  readonly restated: readonly ReadonlyMap<string, Restatable>[];
  readonly traffic: Traffic;
  readonly states: StateTraffic;
  readonly order: readonly OrderEdge[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The plan of a notebook: cells grouped into nodes, values routed between them, each node on the highest rung that keeps its meaning. */
export function planPipeline(notebook: Notebook, analysis: Analysis, { language, files }: { readonly language: Language; readonly files: FileListing }): Plan {
  const grouped = groupCells(notebook, analysis);
  const setupCells = new Set(grouped.groups.filter(({ kind }) => kind === 'setup').flatMap(({ cells }) => cells));
  const movables = findMovables(analysis, language, files, setupCells);
  const parameters = findParameters(analysis, movables);
  const shared: SharedText = { analysis, language, movables, restatables: findRestatables(analysis, movables, language), parameters };
  const options = optionStatements(analysis, grouped.groups, movables);
  const layout = layOut(grouped.groups, shared);
  const { nodes, names, diagnostics } = planNodes(notebook, layout, shared, options);
  const requirements = findRequirements(analysis, language, files);
  const workspace = planWorkspace(analysis, files);
  const intro = titlesAndDocs(notebook).intro;
  return {
    name: notebook.name,
    package: identifier(notebook.name, language.keywords),
    language: language.id,
    notebook: { name: notebook.name, kernel: notebook.kernel, digest: notebook.digest },
    ...intro,
    nodes,
    datasets: describeDatasets(nodes, layout, analysis),
    parameters: parameters.parameters,
    edges: findEdges({ groups: layout.groups, names, datasets: layout.traffic.datasets, inputs: layout.traffic.inputs, stateIn: layout.states.stateIn, order: layout.order }),
    helpers: planHelpers(analysis, movables, options, language),
    requirements: requirements.requirements,
    workspace: workspace.workspace,
    assumes: analysis.assumes,
    diagnostics: [...grouped.diagnostics, ...parameters.diagnostics, ...layout.diagnostics, ...refusals(layout.groups), ...diagnostics, ...requirements.diagnostics, ...workspace.diagnostics]
  };
}

/** Routes everything between the groups; joins groups until every value that crosses can travel. */
function layOut(initial: readonly Group[], shared: SharedText): Layout {
  const { analysis, movables, restatables, parameters } = shared;
  const diagnostics: Diagnostic[] = [];
  let groups = initial;
  for (;;) {
    const effects = groups.map(group => effectsOf(group, analysis));
    const restated = effects.map(group => restatedIn(group, analysis.cells[(group.group.cells[0] ?? 0) - 1]?.exit ?? new Map(), restatables));
    const isValue = (name: string) => !isImplicit(name) && !movables.imports.has(name) && !movables.helpers.has(name);
    const everything = namesBefore(effects);
    const uses = (group: GroupEffects, index: number) => {
      const own = [...group.uses.keys()].filter(name => isValue(name) && !restated[index]?.has(name));
      return group.dynamic ? [...own, ...(everything[index] ?? []).filter(isValue)] : own;
    };
    const live = liveNames(effects, uses);
    const join = findJoin(effects, live, analysis, isValue);
    if (join) {
      const joined = joinRange(groups, { from: join.from, to: join.to, because: [{ rule: join.rule, detail: join.name, cell: join.at.cell }] });
      const members = joined[join.from]?.members ?? [];
      diagnostics.push(joinedNodes(members, join.name, join.at));
      groups = joined;
      continue;
    }
    const byReference = (loc: Loc) => travelsByReference(loc, shared);
    const reserved = new Set([...parameters.parameters.map(({ name }) => name), ...effects.map(({ group }) => group.name)]);
    const traffic = routeValues({
      analysis,
      groups: effects,
      live,
      sharing: sharing(effects, analysis, byReference),
      uses,
      parametersAt: index => effects[index]?.group.cells.flatMap(cell => parameters.byCell.get(cell) ?? []) ?? [],
      reserved,
      isValue
    });
    const states = routeStates(effects, new Set([...reserved, ...traffic.datasets.map(({ name }) => name)]));
    return { groups: effects, restated, traffic, states, order: orderEdges(effects), diagnostics };
  }
}

/** Helpers are imported, restated functions written again: the objects themselves never travel. */
function travelsByReference(loc: Loc, { analysis, movables, restatables }: SharedText): boolean {
  const body = analysis.places[loc]?.body;
  return body !== undefined && (movables.helperBodies.has(body) || restatables.has(loc));
}

/** By group: all names bound before it. */
function namesBefore(groups: readonly GroupEffects[]): readonly (readonly string[])[] {
  return groups.map((_, index) => [...(groups[index - 1]?.exit.keys() ?? [])]);
}

interface PlannedNodes {
  readonly nodes: readonly PipelineNode[];
  /** By group; absent where nothing of the group is left to run. */
  readonly names: readonly (string | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
}

function planNodes(notebook: Notebook, layout: Layout, shared: SharedText, options: ReadonlyMap<number, readonly Statement[]>): PlannedNodes {
  const { analysis, language, movables } = shared;
  const taken = new Set<string>();
  const titles = titlesAndDocs(notebook).byCell;
  const optional = new Set(layout.traffic.datasets.filter(dataset => dataset.optional.length > 0).map(({ name }) => name));
  const diagnostics: Diagnostic[] = [];
  const nodes: PipelineNode[] = [];
  const names = layout.groups.map((group, index) => {
    const isLeft = group.cells.some((cell, at) => hasText(cell.facts.statements, group.group.cells[at] ?? -1, { shared, options }));
    if (!isLeft) {
      if (group.group.kind === 'node') diagnostics.push(emptyNode(group.group.name, { cell: group.cells[0]?.cell.id ?? '' }));
      return undefined;
    }
    return unique(identifier(group.group.name, language.keywords), taken);
  });
  layout.groups.forEach((group, index) => {
    const name = names[index];
    if (name === undefined) return;
    const traffic = { inputs: layout.traffic.inputs[index] ?? [], outputs: layout.traffic.outputs[index] ?? [] };
    const causes = scriptCauses(group, traffic, { analysis, language, movables, travelsByReference: loc => travelsByReference(loc, shared), optional });
    const first = { cell: group.cells[0]?.cell.id ?? '' };
    if (group.group.kind === 'setup') diagnostics.push(setupHasEffect(name, first));
    const [cause] = causes;
    if (cause) diagnostics.push(scriptNode(name, cause.rule, cause.cell === undefined ? first : { cell: cause.cell }));
    nodes.push(assembleNode({ name, index, group, causes, layout, shared, options, names, title: titles.get(first.cell) }));
  });
  return { nodes, names, diagnostics };
}

/** Statements of a cell that nothing else takes over. */
export function remaining(statements: readonly Statement[], cell: number, { shared, options }: { readonly shared: SharedText; readonly options: ReadonlyMap<number, readonly Statement[]> }): readonly Statement[] {
  const moved = new Set(movedStatements(statements, cell, { shared, options }));
  return statements.filter(statement => !moved.has(statement));
}

/** Statements of a cell that are hoisted, moved, replaced by parameters or repeated by all nodes. */
export function movedStatements(statements: readonly Statement[], cell: number, { shared, options }: { readonly shared: SharedText; readonly options: ReadonlyMap<number, readonly Statement[]> }): readonly Statement[] {
  const { analysis, movables, parameters } = shared;
  const facts = analysis.cells[cell]?.facts;
  const replaced = new Set([...(parameters.statements.get(cell) ?? []), ...(options.get(cell) ?? [])]);
  const isHoisted = ({ kind, span }: Statement) => {
    if (kind !== 'import') return false;
    const imports = facts?.imports.filter(imported => span.from <= imported.span.from && imported.span.to <= span.to) ?? [];
    return imports.length > 0 && imports.every(({ module, name }) => module === '__future__' || (name !== undefined && movables.imports.has(name)));
  };
  return statements.filter(statement => replaced.has(statement) || isHoisted(statement) || statement.binds.some(name => movables.helpers.get(name)?.statement === statement));
}

function hasText(statements: readonly Statement[], cell: number, context: { readonly shared: SharedText; readonly options: ReadonlyMap<number, readonly Statement[]> }): boolean {
  return remaining(statements, cell, context).length > 0;
}
