import { quoted } from '../diagnostics/words.js';
import { plainName, reasonText } from '../explain.js';
import type { Dependency } from '../graph/graph.js';
import { cellsText } from '../layout/drawing.js';
import type { Notebook } from '../notebook/notebook.js';
import type { Plan, PipelineNode } from '../plan/plan.js';
import { didYouMean, misuse } from './usage.js';

/** Why something is in the plan: a node, a variable or dataset, or the edge `from->to`. Words with the places in the notebook. */
export function explain(name: string, plan: Plan, notebook: Notebook): string {
  const [from, to] = name.split(/\s*(?:->|→)\s*/);
  if (from !== undefined && to !== undefined) return explainEdge(plan, notebook, [from, to]);
  const node = plan.nodes.find(candidate => candidate.name === name || candidate.members?.includes(name));
  if (node) return explainNode(node, plan, notebook);
  const parameter = plan.parameters.find(candidate => candidate.name === name);
  const variable = plan.datasets.find(dataset => dataset.name === name)?.names ?? [name];
  const edges = plan.edges
    .map(edge => ({ ...edge, reasons: edge.reasons.filter(reason => variable.includes(plainName(reason.name))) }))
    .filter(({ reasons }) => reasons.length > 0);
  const datasets = plan.datasets.filter(({ names }) => names.some(member => variable.includes(member)));
  if (parameter)
    return `${quoted(name)} is a parameter with the value ${JSON.stringify(parameter.value)}, set in cell ${cellNumber(notebook, parameter.cell)}; ${takers(plan, name)}.\n`;
  if (edges.length === 0 && datasets.length === 0)
    misuse(`there is no node, variable, dataset or parameter '${name}' that passes between nodes${didYouMean(name, known(plan))}`);
  const versions = datasets.map(
    dataset =>
      `  ${dataset.name}${dataset.names.length > 1 ? ` (with ${dataset.names.filter(other => other !== name).join(', ')})` : ''}: ${dataset.producer === undefined ? `read from ${dataset.file?.path ?? 'outside'}` : `made by ${dataset.producer}`}, ${dataset.consumers.length === 0 ? 'a result' : `taken by ${dataset.consumers.join(', ')}`}`
  );
  return `${quoted(name)}\n${[...versions, ...edges.flatMap(edge => edgeLines(edge, notebook))].join('\n')}\n`;
}

function known(plan: Plan): ReadonlySet<string> {
  const names = [
    ...plan.nodes.flatMap(({ name, members }) => [name, ...(members ?? [])]),
    ...plan.datasets.flatMap(dataset => [dataset.name, ...dataset.names]),
    ...plan.parameters.map(({ name }) => name)
  ];
  return new Set(names);
}

function explainEdge(plan: Plan, notebook: Notebook, [from, to]: readonly [string, string]): string {
  for (const end of [from, to])
    if (!plan.nodes.some(({ name }) => name === end))
      misuse(
        `there is no node '${end}'${didYouMean(
          end,
          plan.nodes.map(({ name }) => name)
        )}`
      );
  const edge = plan.edges.find(candidate => candidate.from === from && candidate.to === to);
  return edge ? `${edgeLines(edge, notebook).join('\n')}\n` : `${quoted(to)} takes nothing from ${quoted(from)}.\n`;
}

function explainNode(node: PipelineNode, plan: Plan, notebook: Notebook): string {
  const kinds = { function: 'a function', script: 'a script', joined: `the nodes ${(node.members ?? []).join(', ')} joined` } as const;
  const why = node.reasons.map(
    ({ rule, detail, cell }) =>
      `  because of ${rule}${detail === undefined ? '' : ` (${detail})`}${cell === undefined ? '' : ` in cell ${cellNumber(notebook, cell)}`}`
  );
  const parameters = node.inputs.flatMap(({ parameter }) => parameter ?? []);
  const files = [...node.fileReads.map(path => `  reads ${path}`), ...node.fileWrites.map(path => `  writes ${path}`)];
  const edges = plan.edges.filter(({ from, to }) => from === node.name || to === node.name);
  const taken = parameters.length > 0 ? [`  takes the parameters ${parameters.join(', ')}`] : [];
  return `${quoted(node.name)} is ${kinds[node.rung]} made of ${cellsText(node.cells.map(({ index }) => index + 1))}\n${[...why, ...taken, ...files, ...edges.flatMap(edge => edgeLines(edge, notebook))].join('\n')}\n`;
}

function edgeLines({ from, to, reasons }: Dependency, notebook: Notebook): readonly string[] {
  return [`  ${from} → ${to}`, ...reasons.map(reason => `    ${reasonText(reason, notebook)}`)];
}

const cellNumber = (notebook: Notebook, id: string): number => (notebook.cells.find(cell => cell.id === id)?.index ?? -1) + 1;

function takers(plan: Plan, name: string): string {
  const nodes = plan.nodes.filter(({ inputs }) => inputs.some(({ parameter }) => parameter === name)).map(node => node.name);
  return nodes.length === 0 ? 'no node takes it' : `taken by ${nodes.join(', ')}`;
}
