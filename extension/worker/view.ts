import { defaultTarget, planNotebook, targets, type Cell, type Conversion, type ConvertOptions, type Plan } from '../../converter/index.js';
import { unread, type CellView, type PipelineView } from '../model/view.js';
import { edgeView } from './edges.js';
import { denseGraph } from './graph.js';
import { nodeViews } from './nodes.js';
import { problemView } from './problems.js';

/** How many colours nodes have; the style sheet defines as many. */
const colours = 8;

/** Codes that only files can tell: those beside the notebook are looked up when it is compiled, not while its author types. */
const needsFiles: ReadonlySet<string> = new Set(['path-not-found', 'path-outside-root', 'unknown-distribution']);

/**
 * Reads, analyses and lays out a notebook for the screen. Where no plan can be made of it, the pipeline stays as it was before:
 * half a word in a directive must not take the graph away.
 */
export function viewOf(document: unknown, options: ConvertOptions, before: PipelineView | undefined): { readonly view: PipelineView; readonly plan?: Plan } {
  const conversion = planNotebook(document, options);
  const { notebook, plan, diagnostics } = conversion;
  const cells = cellViews(conversion);
  const problems = diagnostics.filter(({ code }) => !needsFiles.has(code)).map(diagnostic => problemView(diagnostic, conversion));
  const usual = plan ? defaultTarget(plan.language) : 'kedro';
  const { target = usual, targetOptions = {} } = notebook.settings;
  const isTagged = notebook.cells.some(({ intent }) => intent.role === 'node');
  if (!plan) return { view: { ...(before ?? unread(notebook.name)), state: 'unusable', target, targetOptions, cells, problems, isTagged } };
  const view: PipelineView = {
    state: 'ready',
    name: plan.name,
    ...(plan.title !== undefined && { title: plan.title }),
    target,
    runner: targets[usual].runner,
    targetOptions,
    cells,
    nodes: nodeViews(conversion, plan, problems, colours),
    edges: plan.edges.map(edge => edgeView(edge, conversion)),
    parameters: plan.parameters,
    problems,
    graph: denseGraph(plan, before?.graph),
    isTagged
  };
  return { view, plan };
}

function cellViews({ notebook, plan }: Conversion): readonly CellView[] {
  const runs = new Map(plan?.nodes.flatMap(({ name, cells }, index) => cells.map(({ id }) => [id, { name, colour: index % colours }] as const)));
  const seen = new Set<string>();
  let above: string | undefined;
  return notebook.cells.map((cell: Cell): CellView => {
    const { id, index, kind, intent } = cell;
    if (kind === 'code' && intent.role !== 'skip') above = intent.role === undefined ? above : intent.node;
    const node = kind === 'code' && (intent.role === 'node' || intent.role === undefined) ? (intent.node ?? above) : undefined;
    const run = runs.get(id);
    const key = run?.name ?? node;
    const isFirst = key !== undefined && !seen.has(key);
    if (key !== undefined) seen.add(key);
    return {
      id,
      index,
      kind,
      isFirst,
      ...(intent.role !== undefined && { role: intent.role }),
      ...(node !== undefined && { node }),
      ...(node === undefined && isUntaggedCode(cell) && { isSetup: true }),
      ...(run && { runsIn: run.name, colour: run.colour })
    };
  });
}

/** Untagged code: above the first node it is setup. */
const isUntaggedCode = ({ kind, intent, source }: Cell): boolean => kind === 'code' && intent.role === undefined && source.trim() !== '';
