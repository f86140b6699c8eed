import {
  drawPlan,
  layOutDrawing,
  planNotebook,
  type Cell,
  type Conversion,
  type ConvertOptions,
  type Drawing,
  type Layout,
  type Plan
} from '../../converter/index.js';
import { emptyGraph, unread, type CellView, type GraphView, type PipelineView } from '../model/view.js';
import { edgeView } from './edges.js';
import { nodeViews } from './nodes.js';
import { problemView } from './problems.js';

/** How many colours nodes have; the style sheet defines as many. */
const colours = 8;

/** Reads, analyses and lays out a notebook for the screen. */
export function viewOf(document: unknown, options: ConvertOptions, before: GraphView | undefined): PipelineView {
  const conversion = planNotebook(document, options);
  const { notebook, plan, diagnostics } = conversion;
  const cells = cellViews(conversion);
  const problems = diagnostics.map(diagnostic => problemView(diagnostic, conversion));
  const { target = 'kedro', targetOptions = {} } = notebook.settings;
  if (!plan) return { ...unread(notebook.name), state: 'unusable', target, targetOptions, cells, problems };
  return {
    state: 'ready',
    name: plan.name,
    ...(plan.title !== undefined && { title: plan.title }),
    target,
    targetOptions,
    cells,
    nodes: nodeViews(conversion, plan, problems, colours),
    edges: plan.edges.map(edge => edgeView(edge, conversion)),
    parameters: plan.parameters,
    problems,
    graph: graphOf(plan, before),
    isTagged: notebook.cells.some(({ intent }) => intent.role === 'node')
  };
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
      ...(run && { runsIn: run.name, colour: run.colour })
    };
  });
}

/** Coordinates: kept where nothing but labels has changed, so that the graph stands still while its reader types. */
function graphOf(plan: Plan, before: GraphView | undefined): GraphView {
  const drawing = drawPlan(plan);
  if (drawing.boxes.length === 0) return emptyGraph;
  if (before && isSameShape(drawing, before))
    return { ...before, boxes: before.boxes.map((box, index) => ({ ...box, detail: drawing.boxes[index]?.detail ?? '' })) };
  return withIds(layOutDrawing(drawing), plan);
}

function withIds({ width, height, boxes, arrows }: Layout, plan: Plan): GraphView {
  const declared = new Set(plan.edges.filter(({ reasons }) => reasons.every(({ rule }) => rule === 'author')).map(({ from, to }) => arrowId(from, to)));
  return {
    width,
    height,
    boxes,
    arrows: arrows.map(({ from, to, label, isOrder, points, at }) => {
      const id = arrowId(from, to);
      return { id, from, to, label, isOrder, isDeclared: declared.has(id), points, ...(at && { at }) };
    })
  };
}

const arrowId = (from: string, to: string): string => `${from}→${to}`;

function isSameShape(drawing: Drawing, { boxes, arrows }: GraphView): boolean {
  const shape = (items: { readonly boxes: Drawing['boxes']; readonly arrows: readonly { readonly from: string; readonly to: string }[] }) =>
    JSON.stringify([items.boxes.map(({ id, kind, label, detail }) => [id, kind, label, detail === '']), items.arrows.map(({ from, to }) => [from, to])]);
  const labels = drawing.arrows.map(({ names }) => names.join());
  return shape(drawing) === shape({ boxes, arrows }) && arrows.every(({ label }, index) => label === labels[index]);
}
