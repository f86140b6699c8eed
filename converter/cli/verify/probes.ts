import type { Conversion } from '../../convert.js';
import type { Cell } from '../../notebook/notebook.js';
import type { PipelineNode, Plan } from '../../plan/plan.js';

/** A moment of the notebook's run at which values are taken: around a cell, by its place. */
export interface Probe {
  readonly key: string;
  readonly cell: number;
  readonly when: 'before' | 'after';
  readonly names: readonly string[];
  readonly state?: string;
}

interface Slot {
  readonly key: string;
  readonly cell: number;
  readonly dataset: string;
  /** All names in the dataset, and those that are compared. */
  readonly members: readonly string[];
  readonly names: readonly string[];
}

/** A node, with what is compared of it. */
export interface NodeProbes {
  readonly name: string;
  readonly cells: readonly number[];
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  readonly states: readonly { readonly key: string; readonly cell: number; readonly dataset: string; readonly state: string }[];
}

export interface Probing {
  readonly cells: readonly { readonly index: number; readonly source: string }[];
  readonly nodes: readonly NodeProbes[];
  /** Cells that belong to no node. */
  readonly setup: readonly number[];
  readonly probes: readonly Probe[];
}

/** Where in the notebook's run which values are to be taken, so that each can be compared with what crosses an edge. */
export function probing({ notebook, plan }: Conversion): Probing {
  const cells = notebook.cells.filter(({ kind, intent }) => kind === 'code' && intent.role !== 'skip');
  const nodes = plan ? plan.nodes.map(node => probesOf(node, plan)) : [];
  const inNodes = new Set(nodes.flatMap(node => node.cells));
  return {
    cells: cells.map(cell => ({ index: cell.index, source: withoutNodeMagic(cell) })),
    nodes,
    setup: cells.map(({ index }) => index).filter(index => !inNodes.has(index)),
    probes: nodes.flatMap(({ inputs, outputs, states }) => [
      ...inputs.map(({ key, cell, names }): Probe => ({ key, cell, when: 'before', names })),
      ...outputs.map(({ key, cell, names }): Probe => ({ key, cell, when: 'after', names })),
      ...states.map(({ key, cell, state }): Probe => ({ key, cell, when: 'after', names: [], state }))
    ])
  };
}

function probesOf(node: PipelineNode, plan: Plan): NodeProbes {
  const cells = node.cells.map(({ index }) => index).sort((a, b) => a - b);
  const [first, last] = [cells[0] ?? 0, cells.at(-1) ?? 0];
  const datasets = new Map(plan.datasets.map(dataset => [dataset.name, dataset]));
  const isMadeHere = (name: string) => datasets.get(name)?.producer !== undefined;
  const between = writtenBetween(node, { plan, first, last });
  const slot = (key: string, cell: number, found: Pick<Slot, 'dataset' | 'members' | 'names'>): Slot[] => {
    const names = found.names.filter(name => !between.has(name));
    return names.length === 0 ? [] : [{ ...found, key: `${node.name}.${key}.${found.dataset}`, cell, names }];
  };
  return {
    name: node.name,
    cells,
    inputs: node.inputs.flatMap(({ dataset, takes }) =>
      dataset !== undefined && isMadeHere(dataset) ? slot('in', first, { dataset, members: datasets.get(dataset)?.names ?? [], names: takes }) : []
    ),
    outputs: node.outputs.flatMap(({ dataset, names }) => slot('out', last, { dataset, members: names, names })),
    states: node.stateOut.map(({ dataset, state }) => ({ key: `${node.name}.state.${dataset}`, cell: last, dataset, state }))
  };
}

/** Where other nodes' cells stand between those of a node, the names that they write have other values in the notebook than when the node runs as a whole. */
function writtenBetween(
  node: PipelineNode,
  { plan, first, last }: { readonly plan: Plan; readonly first: number; readonly last: number }
): ReadonlySet<string> {
  const others = plan.nodes.filter(other => other !== node && other.cells.some(({ index }) => index > first && index < last));
  return new Set(others.flatMap(({ outputs }) => outputs.flatMap(({ names }) => names)));
}

/** `%%node` is ours: a plain IPython does not know it. */
function withoutNodeMagic({ source, intent }: Cell): string {
  const magic = intent.directives.find(({ from, to }) => source.slice(from, to).trimStart().startsWith('%%node'));
  return magic ? source.slice(0, magic.from) + source.slice(magic.to).replace(/^\n/, '') : source;
}
