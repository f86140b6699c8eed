import type { Analysis } from '../analysis/analysis.js';
import type { Layout } from './layout.js';
import type { Dataset, PipelineNode } from './plan.js';

/** All datasets with their producers, consumers, types and layers, in the order in which they come to be. */
export function describeDatasets(nodes: readonly PipelineNode[], layout: Layout, analysis: Analysis): readonly Dataset[] {
  const consumersOf = consumersByDataset(nodes);
  const producers = new Map(layout.traffic.datasets.map(({ name, producer }) => [name, producer]));
  return nodes.flatMap(node => [
    ...node.outputs.map(({ dataset, names }): Dataset => {
      const type = names.length === 1 ? typeOf(names[0] ?? '', layout.groups[producers.get(dataset) ?? -1], analysis) : undefined;
      return {
        name: dataset,
        names,
        kind: names.length > 1 ? 'bundle' : 'value',
        producer: node.name,
        consumers: consumersOf.get(dataset) ?? [],
        ...(type !== undefined && isClass(type) && { type }),
        layer: layerOf(type)
      };
    }),
    ...node.stateOut.map(({ dataset, state }): Dataset => ({
      name: dataset,
      names: [state],
      kind: 'state',
      producer: node.name,
      consumers: consumersOf.get(dataset) ?? [],
      layer: '02_intermediate'
    })),
    ...(node.filesOut === undefined ? [] : [orderDataset(node.filesOut, node, consumersOf.get(node.filesOut) ?? [])])
  ]);
}

/** By dataset: the nodes that take it. Values, states and orders share one space of names. */
function consumersByDataset(nodes: readonly PipelineNode[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, inputs, stateIn, filesIn } of nodes) {
    for (const dataset of new Set([...inputs.flatMap(input => input.dataset ?? []), ...stateIn.map(taken => taken.dataset), ...filesIn]))
      found.set(dataset, [...(found.get(dataset) ?? []), name]);
  }
  return found;
}

function orderDataset(name: string, node: PipelineNode, consumers: readonly string[]): Dataset {
  return { name, names: [], kind: 'order', producer: node.name, consumers, layer: '02_intermediate' };
}

function typeOf(name: string, producer: Layout['groups'][number] | undefined, analysis: Analysis): string | undefined {
  const binding = producer?.exit.get(name);
  if (!binding || binding.certainty !== 'always') return undefined;
  if (binding.type !== undefined) return binding.type;
  const types = new Set([...binding.locs].map(loc => analysis.places[loc]?.type));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

/** Whether a type is a class that people know, and not only a family of objects that behave alike. */
const isClass = (type: string): boolean => !type.includes('.') || /(\.[A-Z]\w*|\.ndarray)$/.test(type);

function layerOf(type: string | undefined): string {
  if (type === undefined) return '02_intermediate';
  if (/estimator|\.Booster$/i.test(type)) return '06_models';
  if (/figure/i.test(type)) return '08_reporting';
  return type.startsWith('pandas.') ? '03_primary' : '02_intermediate';
}
