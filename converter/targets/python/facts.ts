import type { Plan, PipelineNode } from '../../plan/plan.js';
import { argumentDatasets } from './names.js';
import type { MappedLines } from './writer.js';

/** `nodes.json`: what the runtime must know of each node beside its text. */
export function nodesJson(plan: Plan, maps: ReadonlyMap<string, { readonly file: string; readonly lines: readonly MappedLines[] }>): string {
  const nodes = Object.fromEntries(plan.nodes.map(node => [node.name, nodeFacts(node, maps.get(node.name))]));
  const datasets = Object.fromEntries(plan.datasets.map(({ name, names, kind, producer, consumers }) => [name, { names, kind, producer, consumers }]));
  const facts = {
    version: 1,
    package: plan.package,
    directory: plan.workspace.directory,
    setup: plan.helpers.setup.length > 0,
    assumes: plan.assumes,
    nodes,
    datasets
  };
  return `${JSON.stringify(facts, null, 1)}\n`;
}

function nodeFacts(node: PipelineNode, map: { readonly file: string; readonly lines: readonly MappedLines[] } | undefined): object {
  const { retries, timeout, metrics } = node.settings;
  const argument = new Map(argumentDatasets(node).map(passed => [passed.dataset, passed.argument]));
  const slot = (dataset: string) => ({ argument: argument.get(dataset) ?? dataset, dataset });
  return {
    kind: node.form,
    file: map?.file,
    cells: node.cells,
    map: map?.lines,
    inputs: node.inputs.map(({ dataset, parameter, names, takes }) => ({ ...slot(dataset ?? `params:${parameter ?? ''}`), names, takes })),
    outputs: node.outputs,
    state_in: node.stateIn.map(({ dataset, state }) => ({ ...slot(dataset), state })),
    state_out: node.stateOut,
    files_in: node.filesIn.map(slot),
    files_out: node.filesOut,
    reads_only: node.readsOnly,
    shared_later: node.readsOnly,
    touches: node.touches,
    file_reads: node.fileReads,
    file_writes: node.fileWrites,
    metrics,
    members: node.members,
    retries,
    timeout
  };
}
