import type { Plan } from '../../plan/plan.js';
import { code, heading, introduction, mermaid, nodeTable } from '../python/readme.js';

/** `README.md` of a project: what it is, its graph, how to run it. */
export const readmeMd = (plan: Plan): string => `# ${heading(plan)}

A [Kedro](https://kedro.org) pipeline, made from the notebook ${code(`${plan.notebook.name}.ipynb`)}.
${introduction(plan)}
## Graph

${mermaid(plan)}

## Run

\`\`\`sh
pip install -r requirements.txt
kedro run
\`\`\`

| to | do |
|---|---|
| run some nodes only | \`kedro run --nodes ${plan.nodes[0]?.name ?? 'NODE'}\` |
| run from a node on | \`kedro run --from-nodes ${plan.nodes.at(-1)?.name ?? 'NODE'}\` |
${parameterRow(plan)}| run independent nodes at once | \`kedro run --runner ParallelRunner\` |
| run without Kedro's command line | \`python -m ${plan.package}\` |
| compare each node with what it gave in the last run | \`pytest\` |
| see the pipeline | \`kedro viz build\`, where kedro-viz is installed |

Values lie below \`data/\`, figures and tables that nodes show below \`data/08_reporting/\`, and what was run, when and with
which result below \`runs/\`. Nodes run in \`${plan.workspace.directory}/\`, where the notebook's own files are.

The record of runs is written by Kedro hooks, which come in by an entry point: \`src/${plan.package}-0.1.0.dist-info\` announces
them in a plain checkout, \`pyproject.toml\` in an installed project. Nothing has to be switched on.

## Nodes

${nodeTable(plan)}
`;

function parameterRow({ parameters: [first] }: Plan): string {
  if (!first) return '';
  const value = typeof first.value === 'number' || typeof first.value === 'boolean' ? String(first.value) : '…';
  return `| change a parameter | \`kedro run --params ${first.name}=${value}\`, or edit \`conf/base/parameters.yml\` |\n`;
}
