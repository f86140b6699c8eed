import type { Plan } from '../../plan/plan.js';
import type { ProjectFile } from '../../project/project.js';
import { nodesJson, type NodeText } from '../javascript/facts.js';
import { helpersFile } from '../javascript/helpers.js';
import { kernelForm, type KernelForm } from '../javascript/kernels.js';
import { functionNames, nodeFiles } from '../javascript/nodes.js';
import { runtimeFiles } from '../javascript/runtime.js';
import type { Target } from '../target.js';
import { catalogJson, parametersJson } from './config.js';
import { dockerfile, dockerignore, gitignore, packageJson, tsconfigJson } from './package.js';
import { readmeMd } from './readme.js';
import { nodesTest } from './tests.js';

/** A standalone npm project. */
export const npm = {
  title: 'npm',
  description: 'An npm project for JavaScript and TypeScript: catalog, parameters, tests, order and caching by wireit',
  languages: ['javascript'],
  options: [],
  command: 'npm start',
  runner: 'javascript',
  emit
} as const satisfies Target;

const layers = ['01_raw', '02_intermediate', '03_primary', '04_feature', '05_model_input', '06_models', '07_model_output', '08_reporting'];

function emit(plan: Plan): readonly ProjectFile[] {
  const form = kernelForm(plan);
  const keep = (path: string, text: string): ProjectFile => ({ path, text, edited: 'keep' });
  const merge = (path: string, text: string): ProjectFile => ({ path, text, edited: 'merge' });
  return [
    keep('README.md', readmeMd(plan, form)),
    keep('package.json', packageJson(plan, form)),
    ...(form.extension.endsWith('ts') ? [keep('tsconfig.json', tsconfigJson())] : []),
    keep('Dockerfile', dockerfile()),
    keep('.dockerignore', dockerignore()),
    keep('.gitignore', gitignore()),
    merge('conf/base/catalog.json', catalogJson(plan)),
    merge('conf/base/parameters.json', parametersJson(plan)),
    keep('conf/local/.gitkeep', ''),
    ...layers.map(layer => keep(`data/${layer}/.gitkeep`, '')),
    ...code(plan, form).map(({ path, text }) => keep(path, text)),
    ...runtimeFiles('src'),
    keep('tests/nodes.test.mjs', nodesTest())
  ];
}

/** The user's text, and the map that leads from its lines back to the cells. */
function code(plan: Plan, form: KernelForm): readonly { readonly path: string; readonly text: string }[] {
  const files = nodeFiles(plan, form);
  const helpers = helpersFile(plan, form);
  const names = functionNames(plan);
  const texts = new Map(
    files.flatMap(({ path, maps }) => [...maps].map(([name, lines]): [string, NodeText] => [name, { file: path, function: names.get(name) ?? name, lines }]))
  );
  return [...files, ...(helpers === undefined ? [] : [helpers]), { path: 'src/nodes.json', text: nodesJson(plan, form, texts) }];
}
