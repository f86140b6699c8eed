import type { Dataset, PipelineNode, Plan } from '../../plan/plan.js';
import { printable } from './literals.js';
import { argumentDatasets, outputDatasets, titleOf } from './names.js';

/** A heading of one line, from the notebook's. */
export const heading = (plan: Plan): string => line(plan.title ?? plan.name);

/** The notebook's introduction, as prose that cannot change what stands below it. */
export const introduction = ({ doc }: Plan): string => (doc === undefined || doc.trim() === '' ? '' : `\n${prose(doc)}\n`);

/** The nodes in a table: what each does, from which cells, what it takes and gives. */
export const nodeTable = (plan: Plan): string => `| node | does | cells | takes | gives |
|---|---|---|---|---|
${plan.nodes.map(row).join('\n')}`;

const row = (node: PipelineNode): string =>
  `| \`${node.name}\` | ${line(titleOf(node))} | ${node.cells.map(({ index }) => index + 1).join(', ')} | ${names(argumentDatasets(node).map(({ dataset }) => dataset))} | ${names(outputDatasets(node))} |`;

const names = (all: readonly string[]): string => all.map(name => `\`${name}\``).join(', ') || '–';

/** Nodes and what passes between them, as a Mermaid graph; dotted where it is only an order or a state of the interpreter. */
export function mermaid(plan: Plan): string {
  const nodes = plan.nodes.map(({ name, form }) => `  ${id(name)}${form === 'script' ? `[["${name}"]]` : `["${name}"]`}`);
  const datasets = new Map(plan.datasets.map(dataset => [dataset.name, dataset]));
  const edges = plan.nodes.flatMap(node => {
    const sources = new Map<string, Dataset[]>();
    for (const { dataset } of argumentDatasets(node)) {
      const taken = datasets.get(dataset);
      if (taken?.producer !== undefined) sources.set(taken.producer, [...(sources.get(taken.producer) ?? []), taken]);
    }
    return [...sources].map(([source, passed]) => `  ${id(source)} ${arrow(passed)} ${id(node.name)}`);
  });
  return ['```mermaid', 'flowchart TD', ...nodes, ...edges, '```'].join('\n');
}

/** Values, where there are any, stand for all that passes. */
function arrow(passed: readonly Dataset[]): string {
  const values = passed.filter(({ kind }) => kind !== 'order' && kind !== 'state');
  const [shaft, shown] = values.length > 0 ? ['-->', values] : ['-.->', passed];
  return `${shaft}|${shown.map(({ name }) => name).join(', ')}|`;
}

/** `end` and the like are words of Mermaid: ids never are. */
const id = (name: string): string => `n_${name}`;

/** Text in code quotes. */
export const code = (text: string): string => `\`${printable(text).replace(/\s+/g, ' ').replaceAll('`', "'")}\``;

/** One line that is text only. */
const line = (text: string): string =>
  printable(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\<>|[\]]/g, '\\$&');

/** Markdown stays; HTML, headings and an open code block would reach beyond the text. */
function prose(text: string): string {
  const safe = printable(text)
    .trim()
    .replaceAll('<', '&lt;')
    .replace(/^(\s*)(#|={3,}|-{3,})/gm, '$1\\$2');
  const fences = safe.match(/^\s*(```|~~~)/gm) ?? [];
  return fences.length % 2 === 0 && new Set(fences.map(fence => fence.trim())).size <= 1 ? safe : safe.replace(/```|~~~/g, "'''");
}
