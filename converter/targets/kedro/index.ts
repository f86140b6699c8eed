import type { Plan } from '../../plan/plan.js';
import type { ProjectFile } from '../../project/project.js';
import { nodesJson, type NodeText } from '../python/facts.js';
import { helpersPy } from '../python/helpers.js';
import { nodesPy, scriptPy } from '../python/nodes.js';
import { requirementsTxt } from '../python/requirements.js';
import { runtimeFiles } from '../python/runtime.js';
import type { Target } from '../target.js';
import { catalogYml, loggingYml, parametersYml } from './config.js';
import { dockerfile, dockerignore, engineRequirements, gitignore, pyprojectToml } from './metadata.js';
import { conftestPy, distInfo, initPy, mainPy, settingsPy, testNodesPy } from './package.js';
import { pipelinePy, registryPy } from './pipeline.js';
import { readmeMd } from './readme.js';

/** A standalone Kedro project. */
export const kedro = {
  title: 'Kedro',
  description: 'A Kedro project that runs on this machine: catalog, parameters, tests, Dockerfile',
  languages: ['python'],
  options: [],
  command: 'kedro run',
  runner: 'python',
  emit
} as const satisfies Target;

const layers = ['01_raw', '02_intermediate', '03_primary', '04_feature', '05_model_input', '06_models', '07_model_output', '08_reporting'];

function emit(plan: Plan): readonly ProjectFile[] {
  const keep = (path: string, text: string): ProjectFile => ({ path, text, edited: 'keep' });
  const merge = (path: string, text: string): ProjectFile => ({ path, text, edited: 'merge' });
  const source = `src/${plan.package}`;
  return [
    keep('README.md', readmeMd(plan)),
    keep('pyproject.toml', pyprojectToml(plan)),
    keep('requirements.txt', requirementsTxt(plan, engineRequirements(plan))),
    keep('Dockerfile', dockerfile(plan)),
    keep('.dockerignore', dockerignore()),
    keep('.gitignore', gitignore()),
    keep('.telemetry', 'consent: false\n'),
    merge('conf/base/catalog.yml', catalogYml(plan)),
    merge('conf/base/parameters.yml', parametersYml(plan)),
    keep('conf/local/.gitkeep', ''),
    keep('conf/logging.yml', loggingYml()),
    ...layers.map(layer => keep(`data/${layer}/.gitkeep`, '')),
    keep(`${source}/__init__.py`, initPy(plan)),
    keep(`${source}/__main__.py`, mainPy()),
    keep(`${source}/settings.py`, settingsPy()),
    keep(`${source}/pipeline.py`, pipelinePy(plan)),
    keep(`${source}/pipeline_registry.py`, registryPy()),
    ...code(plan, source).map(({ path, text }) => keep(path, text)),
    ...runtimeFiles(source),
    ...distInfo(plan).map(({ path, text }) => keep(path, text)),
    keep('tests/conftest.py', conftestPy()),
    keep('tests/test_nodes.py', testNodesPy(plan))
  ];
}

/** The user's text, and the map that leads from its lines back to the cells. */
function code(plan: Plan, source: string): readonly { readonly path: string; readonly text: string }[] {
  const nodes = nodesPy(plan);
  const helpers = helpersPy(plan);
  const scripts = plan.nodes
    .filter(({ form }) => form === 'script')
    .map(node => ({ name: node.name, path: `${source}/scripts/${node.name}.py`, ...scriptPy(node, plan) }));
  const texts = new Map<string, NodeText>([
    ...[...nodes.maps].map(([name, lines]): [string, NodeText] => [name, { file: `${source}/nodes.py`, lines }]),
    ...scripts.map(({ name, path, map }): [string, NodeText] => [name, { file: path, lines: map }])
  ]);
  return [
    { path: `${source}/nodes.py`, text: nodes.text },
    ...(helpers === undefined ? [] : [{ path: `${source}/helpers.py`, text: helpers.text }]),
    ...scripts.map(({ path, text }) => ({ path, text })),
    { path: `${source}/nodes.json`, text: nodesJson(plan, texts, helpers && { file: `${source}/helpers.py`, lines: helpers.map }) }
  ];
}
