import type { Analysis } from '../analysis/analysis.js';
import { identical } from '../analysis/identical.js';
import { noNodes } from '../diagnostics/messages.js';
import type { Language, Statement } from '../languages/language.js';
import { headingsAbove, titlesAndDocs } from '../notebook/headings.js';
import type { FileListing } from '../notebook/listing.js';
import type { Notebook } from '../notebook/notebook.js';
import { packageName } from '../source/identifiers.js';
import { describeDatasets } from './describe.js';
import { assembleNodes } from './assemble.js';
import { checkDeclarations } from './declared.js';
import { findEdges } from './edges.js';
import { groupCells, type Group } from './group.js';
import { planHelpers } from './helpers.js';
import { begin, modulesBeside, type KeptPlan } from './kept.js';
import type { Layout, SharedText } from './layout.js';
import { rootOf } from '../languages/modules.js';
import { findMovables } from './movable.js';
import { overviewOf, type Overview } from './overview.js';
import { findParameters } from './parameters.js';
import type { PipelineNode, Plan } from './plan.js';
import { takeRawInputs } from './raw.js';
import { refusals } from './refuse.js';
import { findRequirements } from './requirements.js';
import { findImportsAfterSeeds, findUnseededDraws } from './seeds.js';
import { findRestatables } from './restate.js';
import { optionStatements } from './setup.js';
import { suggestGroups } from './suggest.js';
import { findTypes } from './typings.js';
import { planWorkspace } from './workspace.js';

export interface PlanOptions {
  readonly language: Language;
  readonly files: FileListing;
  /** Suggest nodes where the author tagged none. */
  readonly auto?: boolean;
  /** Keeps the plan for the next one. */
  readonly kept?: PlanCache;
}

/** The plan of a notebook as it was: what is the same in the next one is not found again. */
export interface PlanCache {
  last?: KeptPlan;
}

/** The plan of a notebook: cells grouped into nodes, values routed between them, each node on the highest rung that keeps its meaning. */
export function planPipeline(notebook: Notebook, analysis: Analysis, { language, files, auto = false, kept }: PlanOptions): Plan {
  const isTagged = analysis.cells.some(({ cell }) => cell.intent.role === 'node');
  const grouped = auto && !isTagged ? { groups: suggestGroups(analysis, headingsAbove(notebook), language.keywords), diagnostics: [] } : groupCells(analysis);
  const { groups } = grouped;
  const overview = overviewOf(analysis);
  const beside = modulesBeside(analysis, files);
  const share = () => shareText(groups, { analysis, overview, language, files });
  const { shared, layout, last } = begin(kept?.last, { groups, beside, analysis, overview, share });
  const { movables, parameters, options } = shared;
  const planned = assembleNodes(notebook, { layout, shared, options: withRestated(layout, shared), before: last?.planned });
  // What passes between nodes goes by their layout and names.
  const isAsBefore = last && identical(last.planned.names, planned.names);
  const described = isAsBefore ? last.datasets : describeDatasets(planned.nodes, layout, analysis);
  if (kept) kept.last = { groups, beside, shared, layout, planned, datasets: described };
  const requirements = findRequirements(analysis, language, files);
  const found = planWorkspace(analysis, files, language);
  const intro = titlesAndDocs(notebook).intro;
  const { nodes, datasets, workspace } = takeRawInputs(
    { nodes: planned.nodes, datasets: described, workspace: found.workspace },
    { analysis, language, files, imports: movables.imports, reserved: () => namesInUse(planned.nodes, shared) }
  );
  return {
    name: notebook.name,
    package: packageFor(notebook.name, language, analysis),
    language: language.id,
    notebook: origin(notebook),
    ...intro,
    nodes,
    datasets,
    parameters: parameters.parameters,
    edges: findEdges({
      groups: layout.groups,
      names: planned.names,
      datasets: layout.traffic.datasets,
      inputs: layout.traffic.inputs,
      stateIn: layout.states.stateIn,
      order: layout.order
    }),
    helpers: planHelpers(analysis, movables, options, language),
    requirements: requirements.requirements,
    workspace,
    assumes: analysis.assumes,
    diagnostics: [
      ...grouped.diagnostics,
      ...parameters.diagnostics,
      ...layout.diagnostics,
      ...refusals(layout.groups),
      ...checkDeclarations(layout),
      ...(nodes.length === 0 ? [noNodes()] : []),
      ...planned.diagnostics,
      ...requirements.diagnostics,
      ...findImportsAfterSeeds(analysis, language, files),
      ...findUnseededDraws(analysis),
      ...found.diagnostics
    ]
  };
}

/** The notebook as a manifest names it. Its digest is found when somebody asks for it. */
const origin = (notebook: Notebook): Plan['notebook'] => ({
  name: notebook.name,
  kernel: notebook.kernel,
  get digest() {
    return notebook.digest;
  }
});

interface ShareContext extends Pick<PlanOptions, 'language' | 'files'> {
  readonly analysis: Analysis;
  readonly overview: Overview;
}

/** What the nodes may share, found before they are laid out. */
function shareText(groups: readonly Group[], { analysis, overview, language, files }: ShareContext): SharedText {
  const setupCells = new Set(
    groups.filter(({ kind }) => kind === 'setup').flatMap(({ cells }) => cells.filter(index => analysis.cells[index]?.cell.intent.role !== 'parameters'))
  );
  const movables = findMovables({ analysis, overview, language, files, setupCells });
  return {
    analysis,
    overview,
    language,
    movables,
    restatables: findRestatables({ analysis, overview, movables, language }),
    parameters: findParameters(analysis, movables),
    options: optionStatements(analysis, groups, movables, language),
    types: findTypes(analysis, movables)
  };
}

/** Option statements, and functions of the setup that every node which needs them states again. */
function withRestated({ groups, traffic }: Layout, { options, restatables }: SharedText): ReadonlyMap<number, readonly Statement[]> {
  const repeated = new Map(options);
  groups.forEach(({ group }, index) => {
    if (group.kind !== 'setup') return;
    const sent = new Set((traffic.outputs[index] ?? []).flatMap(({ names }) => names));
    for (const { cell, statement, name } of restatables.values()) {
      if (!group.cells.includes(cell) || sent.has(name)) continue;
      repeated.set(cell, [...(repeated.get(cell) ?? []), statement]);
    }
  });
  return repeated;
}

/** What the name of a free input may not hide: what a node's text binds and takes, and the nodes. No other name of a project ends in `_raw`. */
function namesInUse(nodes: readonly PipelineNode[], { overview: { everBound, bound } }: SharedText): readonly string[] {
  return [...everBound, ...bound, ...nodes.flatMap(({ name, outputs }) => [name, ...outputs.map(({ dataset }) => dataset)])];
}

/** A package may not hide a module that the notebook imports. */
function packageFor(name: string, language: Language, analysis: Analysis): string {
  const wanted = packageName(name, language.keywords);
  const imported = new Set(analysis.cells.flatMap(({ facts }) => facts.imports.map(({ module }) => rootOf(module))));
  return imported.has(wanted) || language.distribution(wanted).kind !== 'unknown' ? `${wanted}_pipeline` : wanted;
}
