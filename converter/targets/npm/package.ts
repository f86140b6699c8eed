import type { Plan, PipelineNode } from '../../plan/plan.js';
import type { KernelForm } from '../javascript/kernels.js';
import { argumentDatasets, outputDatasets } from '../python/names.js';

/** What runs the nodes of the project in order. */
const engine = { wireit: '0.14.13' } as const;

/** `package.json`: the notebook's imports, and one script a node, which wireit runs where something changed. */
export function packageJson(plan: Plan, form: KernelForm): string {
  const name = plan.package.toLowerCase();
  const certain = plan.requirements.filter(
    ({ distribution, certain }) => certain && isPackageName(distribution) && !(distribution in { ...form.runners, ...form.checker?.packages })
  );
  const scripts = plan.nodes.map(node => [scriptName(node.name), 'wireit'] as const);
  return `${JSON.stringify(
    {
      name,
      version: '0.1.0',
      description: (plan.title ?? plan.name).replace(/\s+/g, ' ').slice(0, 200),
      private: true,
      type: form.plainModules,
      engines: { node: '>=20.19' },
      scripts: {
        start: 'node src/runtime/start.mjs',
        test: 'node --test tests/*.test.mjs',
        ...(form.checker && { check: form.checker.command }),
        pipeline: 'wireit',
        ...Object.fromEntries(scripts)
      },
      ...(certain.length > 0 && { dependencies: Object.fromEntries(certain.map(({ distribution }) => [distribution, plan.assumes[distribution] ?? '*'])) }),
      devDependencies: Object.fromEntries(Object.entries({ ...form.runners, ...form.checker?.packages, ...engine }).sort(([a], [b]) => (a < b ? -1 : 1))),
      wireit: {
        pipeline: { dependencies: plan.nodes.map(node => scriptName(node.name)) },
        ...Object.fromEntries(plan.nodes.map(node => [scriptName(node.name), wireitScript(node, plan)]))
      }
    },
    null,
    2
  )}\n`;
}

/** Some names of nodes are names of scripts that npm itself runs. */
const scriptName = (node: string): string => `node:${node}`;

const isPackageName = (name: string): boolean => /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i.test(name);

/** What a node depends on, what it reads, and what it leaves. A node that changes files in place leaves more than can be listed. */
function wireitScript(node: PipelineNode, plan: Plan): object {
  const makers = new Map(plan.datasets.map(({ name, producer }) => [name, producer]));
  const needs = new Set(argumentDatasets(node).flatMap(({ dataset }) => makers.get(dataset) ?? []));
  const layers = new Map(plan.datasets.map(({ name, layer }) => [name, layer]));
  const outputs = outputDatasets(node).map(dataset => `data/${layers.get(dataset) ?? ''}/${dataset}.*`);
  const reads = node.fileReads.map(path => `${plan.workspace.directory}/${path.replaceAll('*', '**')}`);
  return {
    command: `node src/runtime/step.mjs ${node.name}`,
    ...(needs.size > 0 && {
      dependencies: plan.nodes
        .map(({ name }) => name)
        .filter(name => needs.has(name))
        .map(scriptName)
    }),
    files: ['src/**', 'conf/**/catalog.json', `runs/.parameters/${node.name}.json`, ...(node.fileWrites.length === 0 ? reads : [])],
    output: [...outputs, `data/08_reporting/${node.name}/**`]
  };
}

/** `tsconfig.json`: for editors and `npm run check`; no run waits for it. */
export const tsconfigJson = (): string =>
  `${JSON.stringify(
    {
      compilerOptions: {
        target: 'ES2022',
        module: 'preserve',
        moduleResolution: 'bundler',
        allowImportingTsExtensions: true,
        noEmit: true,
        noImplicitAny: false,
        skipLibCheck: true
      },
      include: ['src']
    },
    null,
    2
  )}\n`;

/** `.gitignore`: outputs stay out; the folders stay in. */
export const gitignore = (): string => `# what runs make
/data/*/*
!/data/*/.gitkeep
/data/.files/
/runs/
/conf/local/*
!/conf/local/.gitkeep
/node_modules/
/.wireit/
`;

/** `.dockerignore`. */
export const dockerignore = (): string => `.git
.wireit
conf/local/*
data/*/*
!data/*/.gitkeep
data/.files
node_modules
runs
`;

/** `Dockerfile`: the pipeline, run by a user without rights. */
export const dockerfile = (): string => `FROM node:22-slim

ENV DO_NOT_TRACK=1
WORKDIR /home/node/project

COPY . .
RUN npm install && chown -R node /home/node/project

USER node
CMD ["npm", "start"]
`;
