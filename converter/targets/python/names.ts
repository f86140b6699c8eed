import type { PipelineNode, Plan } from '../../plan/plan.js';

/** Parameters of a node's function: the names it takes, in the order of its inputs. */
export const argumentsOf = (node: PipelineNode): readonly string[] => node.inputs.flatMap(({ takes }) => takes);

/** Names that a node's function returns, flattened over its outputs. */
export const returnsOf = (node: PipelineNode): readonly string[] => node.outputs.flatMap(({ names }) => names);

/** What the pipeline passes to a node: the wrapper's arguments and the datasets behind them. */
export function argumentDatasets(node: PipelineNode): readonly { readonly argument: string; readonly dataset: string }[] {
  const values = node.inputs.map(({ dataset, parameter, names }) =>
    dataset === undefined
      ? { argument: parameter ?? '', dataset: `params:${parameter ?? ''}` }
      : { argument: names.length === 1 ? (names[0] ?? dataset) : dataset, dataset }
  );
  const states = node.stateIn.map(({ dataset }) => ({ argument: dataset, dataset }));
  const files = node.filesIn.map(dataset => ({ argument: dataset, dataset }));
  return [...values, ...states, ...files];
}

/** Datasets that a node gives, in the order in which its wrapper returns them. */
export const outputDatasets = (node: PipelineNode): readonly string[] => [
  ...node.outputs.map(({ dataset }) => dataset),
  ...node.stateOut.map(({ dataset }) => dataset),
  ...(node.filesOut === undefined ? [] : [node.filesOut])
];

/** `Load the data` from the heading, else the node's name in words. */
export const titleOf = (node: PipelineNode): string => node.title ?? node.name.replaceAll('_', ' ');

/** Whether any file for helpers is needed. */
export const hasHelpers = ({ helpers }: Plan): boolean => helpers.definitions.length > 0 || helpers.setup.length > 0;
