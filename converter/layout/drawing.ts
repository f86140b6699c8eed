import type { Plan } from '../plan/plan.js';

/** What a drawing of a pipeline shows: boxes and arrows, no coordinates. */
export interface Drawing {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export interface Box {
  readonly id: string;
  /** `file`: an input that no node makes. */
  readonly kind: 'function' | 'script' | 'joined' | 'file';
  readonly label: string;
  /** Small text below: its cells. */
  readonly detail: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** What passes: variable names, or what the order is for. */
  readonly names: readonly string[];
  /** Nothing passes but the order. */
  readonly isOrder: boolean;
}

/** The plan as boxes and arrows. */
export function drawPlan(plan: Plan): Drawing {
  const nodes = plan.nodes.map(({ name, rung, cells, members }): Box => ({
    id: name,
    kind: rung,
    label: members ? members.join(' + ') : name,
    detail: cellsText(cells.map(({ index }) => index + 1))
  }));
  const inputs = plan.datasets.filter(({ producer, file }) => producer === undefined && file !== undefined);
  const files = inputs.map(({ name, file }): Box => ({ id: `file:${name}`, kind: 'file', label: file?.path ?? name, detail: '' }));
  const reads = inputs.flatMap(({ name, consumers }) =>
    consumers.map((consumer): Arrow => ({ from: `file:${name}`, to: consumer, names: [], isOrder: false }))
  );
  const arrows = plan.edges.map(({ from, to, reasons }): Arrow => {
    // The author's own orderings name a node, not a value.
    const named = [...new Set(reasons.filter(({ rule }) => rule !== 'author').map(({ name }) => name))];
    const values = named.filter(name => !name.startsWith('·'));
    return { from, to, names: [...values, ...named.filter(name => name.startsWith('·')).map(name => name.slice(1))], isOrder: values.length === 0 };
  });
  return { title: plan.title ?? plan.name, boxes: [...files, ...nodes], arrows: [...reads, ...arrows] };
}

/** `cell 3`, `cells 3, 5–7`. */
export function cellsText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const text = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
  return `${numbers.length === 1 ? 'cell' : 'cells'} ${text}`;
}

/** At most three names, and how many more. */
export const namesText = (names: readonly string[], most = 3): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most - 1).join(', ')}, ${names.length - most + 1} more`;
