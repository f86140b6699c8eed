import type { Analysis } from '../analysis/analysis.js';
import type { Layout } from './layout.js';
import type { Dataset, PipelineNode } from './plan.js';

/** All datasets with their producers, consumers, types and layers, in the order in which they come to be. */
export function describeDatasets(nodes: readonly PipelineNode[], layout: Layout, analysis: Analysis): readonly Dataset[] {
  return nodes.flatMap(node => [
    ...node.outputs.map(({ dataset, names }): Dataset => {
      const type = names.length === 1 ? typeOf(names[0] ?? '', dataset, layout, analysis) : undefined;
      return {
        name: dataset,
        names,
        kind: names.length > 1 ? 'bundle' : 'value',
        producer: node.name,
        consumers: nodes.filter(({ inputs }) => inputs.some(input => input.dataset === dataset)).map(({ name }) => name),
        ...(type === undefined ? {} : { type }),
        layer: layerOf(type)
      };
    }),
    ...node.stateOut.map(({ dataset, state }): Dataset => ({
      name: dataset,
      names: [state],
      kind: 'state',
      producer: node.name,
      consumers: nodes.filter(({ stateIn }) => stateIn.some(taken => taken.dataset === dataset)).map(({ name }) => name),
      layer: '02_intermediate'
    })),
    ...(node.filesOut === undefined ? [] : [orderDataset(node.filesOut, node, nodes)])
  ]);
}

function orderDataset(name: string, node: PipelineNode, nodes: readonly PipelineNode[]): Dataset {
  const consumers = nodes.filter(({ filesIn }) => filesIn.includes(name)).map(consumer => consumer.name);
  return { name, names: [], kind: 'order', producer: node.name, consumers, layer: '02_intermediate' };
}

function typeOf(name: string, dataset: string, { groups, traffic }: Layout, analysis: Analysis): string | undefined {
  const producer = traffic.datasets.find(made => made.name === dataset)?.producer;
  const binding = producer === undefined ? undefined : groups[producer]?.exit.get(name);
  if (!binding || binding.certainty !== 'always') return undefined;
  if (binding.type !== undefined) return binding.type;
  const types = new Set([...binding.locs].map(loc => analysis.places[loc]?.type));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

function layerOf(type: string | undefined): string {
  if (type === undefined) return '02_intermediate';
  if (/^sklearn\.|estimator|\.Booster$/.test(type)) return '06_models';
  if (/figure/i.test(type)) return '08_reporting';
  return type.startsWith('pandas.') ? '03_primary' : '02_intermediate';
}
