import type { Plan } from '../../plan/plan.js';
import type { KernelForm } from '../javascript/kernels.js';
import { code, heading, introduction, mermaid, nodeTable } from '../python/readme.js';

/** `README.md` of a project: what it is, its graph, how to run it. */
export const readmeMd = (plan: Plan, form: KernelForm): string => `# ${heading(plan)}

A pipeline for npm, made from the notebook ${code(`${plan.notebook.name}.ipynb`)} (kernel ${code(form.title)}).
${introduction(plan)}
## Graph

${mermaid(plan)}

## Run

\`\`\`sh
npm install
npm start
\`\`\`

| to | do |
|---|---|
| run a node and what it needs | \`npm run node:${plan.nodes.at(-1)?.name ?? 'NODE'}\` |
${parameterRow(plan)}| compare each node with what it gave in the last run | \`npm test\` |
${form.checker ? '| check the types | `npm run check` |\n' : ''}
[wireit](https://github.com/google/wireit) runs nodes in order, independent ones at the same time, and only where something changed.
Every node runs in a process of its own, ${program(form)}.

Values lie below \`data/\` (as JSON where that says all, else in V8's own format), what nodes show below \`data/08_reporting/\`, and
what was run, when and with which result below \`runs/\`. Nodes run in \`${plan.workspace.directory}/\`, where the notebook's own files are.

## Nodes

${nodeTable(plan)}

\`src/nodes.json\` leads from lines of the code back to the notebook's cells, so that errors name them.
`;

const parameterRow = ({ parameters: [first] }: Plan): string =>
  first === undefined
    ? ''
    : `| change a parameter | edit \`conf/base/parameters.json\`, or put \`{ "${first.name}": … }\` into \`conf/local/parameters.json\` |\n`;

const program = ({ id }: KernelForm): string => ({ deno: 'with Deno', tslab: 'with Node.js and tsx', ijavascript: 'with Node.js' })[id];
