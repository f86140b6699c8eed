import type { NodeInput, PipelineNode, Plan } from '../../plan/plan.js';
import { argumentDatasets, type Passed } from './names.js';
import { setupName } from './helpers.js';
import { lostType } from './types.js';
import type { MappedLines } from './writer.js';

/** A file with the notebook's text, and which of its lines came from which cell. */
export interface NodeText {
  readonly file: string;
  readonly lines: readonly MappedLines[];
}

/** `nodes.json`: what the runtime must know of each node beside its text; `texts` by node. */
export function nodesJson(plan: Plan, texts: ReadonlyMap<string, NodeText>, helpers: NodeText | undefined): string {
  const facts = {
    version: 1,
    package: plan.package,
    directory: plan.workspace.directory,
    setup: setupName(plan) ?? false,
    helpers: helpers && { file: helpers.file, map: helpers.lines },
    assumes: plan.assumes,
    nodes: Object.fromEntries(plan.nodes.map(node => [node.name, nodeFacts(node, plan, texts.get(node.name))])),
    datasets: Object.fromEntries(plan.datasets.map(({ name, names, kind, producer, consumers }) => [name, { names, kind, producer, consumers }]))
  };
  return `${JSON.stringify(facts, null, 1)}\n`;
}

function nodeFacts(node: PipelineNode, plan: Plan, text: NodeText | undefined): object {
  const { retries, timeout, metrics, env } = node.settings;
  const passed = argumentDatasets(node);
  const states = node.inputs.length;
  const files = states + node.stateIn.length;
  return {
    kind: node.form,
    file: text?.file,
    cells: node.cells,
    map: text?.lines,
    inputs: node.inputs.map((input, at) => ({ ...passed[at], names: input.names, takes: input.takes, type: typeOf(input, plan) })),
    outputs: node.outputs,
    state_in: node.stateIn.map(({ state }, at) => ({ ...passed[states + at], state })),
    state_out: node.stateOut,
    files_in: node.filesIn.map((_, at): Passed | undefined => passed[files + at]),
    files_out: node.filesOut,
    reads_only: node.readsOnly,
    shared_later: node.usedLater,
    harmless: node.harmless,
    relabels: node.relabels,
    touches: node.touches,
    seeds: node.seeds,
    imported: node.imported,
    changes: node.changes,
    needs_own: node.needsOwn,
    file_reads: node.fileReads,
    file_writes: node.fileWrites,
    metrics,
    members: node.members,
    keeps_names: node.reasons.some(({ rule }) => rule === 'finalizer') || undefined,
    retries,
    timeout,
    env
  };
}

/** What of a parameter's type its YAML cannot say. */
function typeOf({ parameter }: NodeInput, { parameters }: Plan) {
  const type = parameters.find(({ name }) => name === parameter)?.type;
  return type === undefined ? undefined : lostType(type);
}
