import type { PipelineNode, Plan } from '../../plan/plan.js';
import { argumentDatasets } from '../python/names.js';
import type { MappedLines } from '../python/writer.js';
import type { KernelForm } from './kernels.js';

/** Where a node's function is, and which of its lines came from which cell. */
export interface NodeText {
  readonly file: string;
  readonly function: string;
  readonly lines: readonly MappedLines[];
}

/** `nodes.json`: what the runtime must know of each node beside its text. */
export function nodesJson(plan: Plan, form: KernelForm, texts: ReadonlyMap<string, NodeText>): string {
  const facts = {
    version: 1,
    package: plan.package,
    kernel: form.id,
    directory: plan.workspace.directory,
    nodes: Object.fromEntries(plan.nodes.map(node => [node.name, nodeFacts(node, texts.get(node.name))])),
    datasets: Object.fromEntries(plan.datasets.map(({ name, names, kind, producer, consumers }) => [name, { names, kind, producer, consumers }]))
  };
  return `${JSON.stringify(facts, null, 1)}\n`;
}

function nodeFacts(node: PipelineNode, text: NodeText | undefined): object {
  const { retries, timeout, metrics } = node.settings;
  const passed = argumentDatasets(node);
  return {
    kind: node.form,
    file: text?.file,
    function: text?.function,
    cells: node.cells,
    map: text?.lines,
    inputs: node.inputs.map(({ dataset, parameter, names, takes }) => ({ dataset, parameter, names, takes })),
    outputs: node.outputs,
    state_in: node.stateIn.map(({ dataset, state }) => ({ dataset, state })),
    state_out: node.stateOut,
    files_in: passed.slice(node.inputs.length + node.stateIn.length).map(({ dataset }) => ({ dataset })),
    files_out: node.filesOut,
    reads_only: node.readsOnly,
    shared_later: node.usedLater,
    harmless: node.harmless,
    touches: node.touches,
    file_reads: node.fileReads,
    file_writes: node.fileWrites,
    metrics,
    members: node.members,
    retries,
    timeout
  };
}
