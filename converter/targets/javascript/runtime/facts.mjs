/** What the project knows of its nodes (`nodes.json`), and where things are. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `nodes.json`. */
const source = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The project: where its manifest is. */
export const projectFolder = dirname(source);

/** `nodes.json`; its nodes are in the order of the notebook. */
export const facts = JSON.parse(readFileSync(join(source, 'nodes.json'), 'utf8'));

/** The nodes, each with its name. */
export const nodes = Object.entries(facts.nodes).map(([name, node]) => ({ name, ...node }));

export const nodeNamed = name => {
  const node = nodes.find(each => each.name === name);
  if (!node) throw new Error(`there is no node '${name}'; the nodes are ${nodes.map(each => each.name).join(', ')}`);
  return node;
};

/** Datasets that a node takes, states and order included; parameters are left out. */
export const datasetsIn = node => [
  ...node.inputs.flatMap(({ dataset }) => dataset ?? []),
  ...node.state_in.map(({ dataset }) => dataset),
  ...node.files_in.map(({ dataset }) => dataset)
];

/** Datasets that a node gives. */
export const datasetsOut = node => [
  ...node.outputs.map(({ dataset }) => dataset),
  ...node.state_out.map(({ dataset }) => dataset),
  ...(node.files_out === undefined ? [] : [node.files_out])
];

/** By dataset: the node that makes it. */
export const producers = new Map(nodes.flatMap(node => datasetsOut(node).map(dataset => [dataset, node.name])));

/** Where nodes begin: below `workspace`, where the notebook's own files are. `WORKSPACE_FOLDER` names another copy of that folder. */
export const workspaceFolder = () => process.env.PIPELINE_WORKSPACE ?? join(projectFolder, 'workspace');
export const workingFolder = () => join(workspaceFolder(), relative('workspace', facts.directory));

/** A path as the record has it: from the project, with `/`. */
export const relativePath = path => relative(projectFolder, path).split(sep).join('/');

/** The module of helper functions and classes; absent where the notebook has none. */
export const helpersFile = () => ['helpers.ts', 'helpers.mts', 'helpers.mjs', 'helpers.cjs'].map(name => join(source, name)).find(existsSync);
