import type { Plan, PipelineNode } from '../../plan/plan.js';
import { argumentDatasets, outputDatasets, titleOf } from '../python/names.js';

/** `README.md` of a project: what it is, its graph, how to run it. */
export const readmeMd = (plan: Plan): string => `# ${oneLine(plan.title ?? plan.name)}

A [Kedro](https://kedro.org) pipeline made from the notebook \`${code(plan.notebook.name)}.ipynb\`.
${plan.doc === undefined ? '' : `\n${text(plan.doc)}\n`}
## Graph

\`\`\`mermaid
${mermaid(plan)}
\`\`\`

## Run

\`\`\`sh
pip install -r requirements.txt
kedro run
\`\`\`

| to | do |
|---|---|
| run some nodes only | \`kedro run --nodes ${plan.nodes[0]?.name ?? 'NODE'}\` |
| run from a node on | \`kedro run --from-nodes ${plan.nodes.at(-1)?.name ?? 'NODE'}\` |
${plan.parameters[0] === undefined ? '' : `| change a parameter | \`kedro run --params ${plan.parameters[0].name}=…\` or edit \`conf/base/parameters.yml\` |\n`}| run independent nodes at once | \`kedro run --runner ParallelRunner\` |
| compare each node with its stored outputs | \`pytest\` |
| see it | \`kedro viz build\` (needs kedro-viz) |

What was run, when, and with which result is kept below \`runs/\`; figures and tables that nodes show are below \`data/08_reporting/\`.

The hooks that keep this record come in by an entry point: \`src/${plan.package}-0.1.0.dist-info\` announces them in a plain checkout,
\`pyproject.toml\` in an installed one. Nothing has to be switched on.

## Nodes

| node | does | cells | takes | gives |
|---|---|---|---|---|
${plan.nodes.map(row).join('\n')}
`;

const row = (node: PipelineNode): string =>
  `| \`${node.name}\` | ${cell(titleOf(node))} | ${node.cells.map(({ index }) => index + 1).join(', ')} | ${names(argumentDatasets(node).map(({ dataset }) => dataset))} | ${names(outputDatasets(node))} |`;

const names = (all: readonly string[]): string => all.map(name => `\`${name}\``).join(', ') || '–';

/** Nodes and the datasets that pass between them. */
export function mermaid(plan: Plan): string {
  const nodes = plan.nodes.map(({ name }) => `  ${id(name)}["${name}"]`);
  const producers = new Map(plan.datasets.map(({ name, producer }) => [name, producer]));
  const edges = plan.nodes.flatMap(node => {
    const bySource = new Map<string, string[]>();
    for (const { dataset } of argumentDatasets(node)) {
      const source = producers.get(dataset);
      if (source !== undefined) bySource.set(source, [...(bySource.get(source) ?? []), dataset]);
    }
    return [...bySource].map(([source, datasets]) => `  ${id(source)} -->|"${datasets.join(', ')}"| ${id(node.name)}`);
  });
  return ['flowchart TD', ...nodes, ...edges].join('\n');
}

/** \`end\` and the like are words of Mermaid: ids never are. */
const id = (name: string): string => `n_${name}`;

const oneLine = (value: string): string => text(value).replace(/\s+/g, ' ');
const text = (value: string): string => value.replaceAll('<', '&lt;').replace(/^(#+ )/gm, '\\$1');
const cell = (value: string): string => oneLine(value).replaceAll('|', '\\|');
const code = (value: string): string => value.replaceAll('`', "'");
