import { takenNames, unique } from '../../source/identifiers.js';
import type { NodeInput, PipelineNode, Plan } from '../../plan/plan.js';

/** Parameters of a node's function: the names it takes, in the order of its inputs. */
export const argumentsOf = (node: PipelineNode): readonly string[] => node.inputs.flatMap(({ takes }) => takes);

/** Names that a node's function returns, flattened over its outputs. */
export const returnsOf = (node: PipelineNode): readonly string[] => node.outputs.flatMap(({ names }) => names);

/** What the pipeline passes to a node: an argument of the decorated function, and the dataset behind it. */
export interface Passed {
  readonly argument: string;
  readonly dataset: string;
}

/** Arguments of a node: values by their own names, bundles, states and files by those of their datasets. */
export function argumentDatasets(node: PipelineNode): readonly Passed[] {
  const taken = takenNames(node.inputs.filter(isSingle).flatMap(({ names }) => names));
  const values = node.inputs.map(input => {
    const dataset = datasetOf(input);
    return { argument: isSingle(input) ? (input.names[0] ?? dataset) : unique(dataset, taken), dataset };
  });
  const others = [...node.stateIn.map(({ dataset }) => dataset), ...node.filesIn];
  return [...values, ...others.map(dataset => ({ argument: unique(dataset, taken), dataset }))];
}

const isSingle = ({ names }: NodeInput): boolean => names.length === 1;

/** The dataset of an input, as an engine with a catalog calls it. */
const datasetOf = ({ dataset, parameter }: NodeInput): string => dataset ?? `params:${parameter ?? ''}`;

/** Datasets that a node gives, in the order in which the decorated function returns them. */
export const outputDatasets = (node: PipelineNode): readonly string[] => [
  ...node.outputs.map(({ dataset }) => dataset),
  ...node.stateOut.map(({ dataset }) => dataset),
  ...(node.filesOut === undefined ? [] : [node.filesOut])
];

/** `Load the data` from the heading, else the node's name in words. */
export const titleOf = ({ title, name }: PipelineNode): string => title ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** Whether any file for helpers is needed. */
export const hasHelpers = ({ helpers }: Plan): boolean => helpers.definitions.length > 0 || helpers.setup.length > 0;
