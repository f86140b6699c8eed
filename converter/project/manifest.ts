import type { PipelineNode, Plan } from '../plan/plan.js';
import { digest } from '../source/digest.js';
import { codeDigest } from './code.js';
import { entryDigests } from './entries.js';
import type { Manifest, ManifestNode, ProjectFile } from './project.js';

export const manifestPath = 'pipeline.manifest.json';

/** The converter's version, as projects are told it. */
const converterVersion = '0.1.0';

/** The manifest of a project: equal plan and files give equal bytes. */
export function manifestFor(
  plan: Plan,
  { id, command, files }: { readonly id: string; readonly command: string; readonly files: readonly ProjectFile[] }
): Manifest {
  return {
    version: 1,
    converter: { name: 'espalier', version: converterVersion },
    notebook: plan.notebook,
    package: plan.package,
    target: id,
    commands: { [id]: command },
    nodes: plan.nodes.map(node => manifestNode(node, plan)),
    datasets: plan.datasets,
    parameters: plan.parameters,
    edges: plan.edges,
    order: plan.nodes.map(({ name }) => name),
    requirements: plan.requirements,
    assumes: plan.assumes,
    workspace: { directory: plan.workspace.directory, files: plan.workspace.files.map(({ from, to }) => ({ from, to })) },
    files: Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])),
    entries: Object.fromEntries(files.filter(({ edited }) => edited === 'merge').map(({ path, text }) => [path, entryDigests(path, text)])),
    diagnostics: plan.diagnostics
  };
}

function manifestNode(node: PipelineNode, plan: Plan): ManifestNode {
  const { name, rung, members, title, cells, inputs, outputs, stateIn, stateOut, filesIn, filesOut, reasons, settings } = node;
  return {
    name,
    rung,
    ...(members === undefined ? {} : { members }),
    ...(title === undefined ? {} : { title }),
    cells,
    inputs,
    outputs,
    stateIn,
    stateOut,
    filesIn,
    ...(filesOut === undefined ? {} : { filesOut }),
    reasons,
    settings,
    code: codeDigest(node, plan)
  };
}
