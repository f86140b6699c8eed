import { cellsText, drawPlan, layOutDrawing, type Drawing, type Layout, type Plan } from '../../converter/index.js';
import { emptyGraph, type GraphView } from '../model/view.js';
import type { GraphWanted } from './protocol.js';

/** For the sidebar: little room, and still where nothing but words has changed, so that it does not move while its reader types. */
export function denseGraph(plan: Plan, before: GraphView | undefined): GraphView {
  const drawing = drawPlan(plan);
  if (drawing.boxes.length === 0) return emptyGraph;
  if (before && isSameShape(drawing, before)) return { ...before, boxes: before.boxes.map((box, index) => ({ ...box, ...drawing.boxes[index] })) };
  return withIds(layOutDrawing(drawing, { isDense: true }), plan.edges);
}

/** For the main area: with what passes along the arrows. */
export function wideGraph(plan: Plan): GraphView {
  const drawing = drawPlan(plan);
  return drawing.boxes.length === 0 ? emptyGraph : withIds(layOutDrawing(drawing), plan.edges);
}

/** Of anything that has nodes. */
export function drawGraph({ boxes, arrows }: GraphWanted): GraphView {
  if (boxes.length === 0) return emptyGraph;
  const drawing = { title: '', boxes: boxes.map(({ cells, ...box }) => ({ ...box, detail: cells.length === 0 ? '–' : cellsText(cells) })), arrows };
  return withIds(layOutDrawing(drawing), []);
}

function withIds({ width, height, boxes, arrows }: Layout, edges: Plan['edges']): GraphView {
  const declared = new Set(edges.filter(({ reasons }) => reasons.every(({ rule }) => rule === 'author')).map(({ from, to }) => arrowId(from, to)));
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

/** The same boxes of the same size, and the same arrows. */
function isSameShape(drawing: Drawing, { boxes, arrows }: GraphView): boolean {
  const shape = (items: {
    readonly boxes: Drawing['boxes'];
    readonly arrows: readonly { readonly from: string; readonly to: string; readonly isOrder: boolean }[];
  }) =>
    JSON.stringify([
      items.boxes.map(({ id, kind, label, detail }) => [id, kind, label, detail.length]),
      items.arrows.map(({ from, to, isOrder }) => [from, to, isOrder])
    ]);
  return shape(drawing) === shape({ boxes, arrows });
}
