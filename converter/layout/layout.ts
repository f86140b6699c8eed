import dagre from 'dagre';
import { namesText, type Arrow, type Box, type Drawing } from './drawing.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBox extends Box {
  /** Of its centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedArrow extends Arrow {
  readonly points: readonly Point[];
  readonly label: string;
  /** Centre of the label; absent where there is none. */
  readonly at?: Point;
}

/** A drawing with coordinates. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}

/** Distances between boxes of a layer, layers, and arrows. */
const room = { normal: { nodesep: 36, ranksep: 44, edgesep: 14 }, dense: { nodesep: 14, ranksep: 26, edgesep: 6 } };

/** Widths of text cannot be measured here: these fit common sans-serif fonts. */
const letter = { label: 7.6, detail: 6, arrow: 6 };

export interface LayoutOptions {
  /** Where the arrows lead. */
  readonly direction?: 'down' | 'right';
  /** Little room: boxes stand close, and arrows have no labels. */
  readonly isDense?: boolean;
}

/** Places boxes and arrows in layers. Equal drawings give equal layouts. */
export function layOutDrawing(drawing: Drawing, { direction = 'down', isDense = false }: LayoutOptions = {}): Layout {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction === 'down' ? 'TB' : 'LR', ...(isDense ? room.dense : room.normal), marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of drawing.boxes) graph.setNode(key(box.id), boxSize(box));
  drawing.arrows.forEach(({ from, to, names }, index) => {
    const label = isDense ? '' : namesText(names);
    graph.setEdge(key(from), key(to), { width: label.length * letter.arrow, height: label === '' ? 0 : 14, labelpos: 'c' }, String(index));
  });
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: drawing.boxes.map(box => ({ ...box, ...rounded(graph.node(key(box.id))), ...boxSize(box) })),
    arrows: drawing.arrows.map((arrow, index) => {
      const placed = graph.edge({ v: key(arrow.from), w: key(arrow.to), name: String(index) });
      const label = isDense ? '' : namesText(arrow.names);
      return { ...arrow, label, points: placed.points.map(rounded), ...(label === '' ? {} : { at: rounded(placed as unknown as Point) }) };
    })
  };
}

/** Dagre keeps nodes in plain objects, where `__proto__` is none. */
const key = (id: string): string => `=${id}`;

const boxSize = ({ label, detail }: Box): { readonly width: number; readonly height: number } => ({
  width: Math.max(64, Math.ceil(Math.max(label.length * letter.label, detail.length * letter.detail) + 24)),
  height: detail === '' ? 30 : 42
});

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });
