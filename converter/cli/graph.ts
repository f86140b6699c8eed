import { drawPlan, type Drawing } from '../layout/drawing.js';
import { report } from './report.js';
import { hasErrors, subject } from './subject.js';
import type { Terminal } from './terminal.js';

/** By name: how a drawing is written; each is loaded when it is asked for. */
const renderers = {
  text: async (drawing: Drawing) => (await import('../layout/text.js')).renderText(drawing),
  mermaid: async (drawing: Drawing) => (await import('../layout/mermaid.js')).renderMermaid(drawing),
  dot: async (drawing: Drawing) => (await import('../layout/dot.js')).renderDot(drawing),
  svg: async (drawing: Drawing) => (await import('../layout/svg.js')).renderSvg(drawing)
} as const;

export type GraphFormat = keyof typeof renderers | 'json';
export const graphFormats: readonly GraphFormat[] = ['text', 'mermaid', 'dot', 'svg', 'json'];

export interface GraphOptions {
  readonly format: GraphFormat;
  readonly root?: string;
  readonly auto?: boolean;
}

/** `espalier graph`: the nodes of a notebook and what passes between them. */
export async function graph(path: string, { format, ...options }: GraphOptions, terminal: Terminal): Promise<number> {
  const found = await subject(path, { ...options, planOnly: true }, terminal);
  await report([found], { format: 'text', least: 'warning' }, terminal);
  const plan = found.conversion?.plan;
  if (!plan) return 1;
  if (format === 'json') {
    const { nodes, datasets, edges } = plan;
    terminal.out(
      `${JSON.stringify({ version: 1, name: plan.name, nodes: nodes.map(({ name, rung, members, title, cells }) => ({ name, rung, members, title, cells })), datasets, edges }, undefined, 2)}\n`
    );
  } else terminal.out(await renderers[format](drawPlan(plan)));
  return hasErrors(found.diagnostics) ? 1 : 0;
}
