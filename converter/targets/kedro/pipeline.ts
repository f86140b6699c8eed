import type { Plan, PipelineNode } from '../../plan/plan.js';
import { argumentDatasets, outputDatasets } from '../python/names.js';
import { pythonString } from '../python/literals.js';

/** `pipeline.py`: which function takes and gives which dataset. */
export const pipelinePy = (plan: Plan): string => `"""The ${plan.package} pipeline: which node takes and gives which dataset."""

from kedro.pipeline import Node, Pipeline

from . import nodes


def create_pipeline() -> Pipeline:
    """All nodes, in the order of the notebook."""
    return Pipeline(
        [
${plan.nodes.map(nodeCall).join('\n')}
        ]
    )
`;

const pad = ' '.repeat(16);

function nodeCall(node: PipelineNode): string {
  const inputs = argumentDatasets(node).map(({ argument, dataset }) => `${pythonString(argument)}: ${pythonString(dataset)}`);
  const outputs = outputDatasets(node).map(pythonString);
  const fields = [
    `nodes.${node.name}`,
    inputs.length === 0 ? 'inputs=None' : `inputs=${bracketed('{', inputs, '}', 'inputs='.length)}`,
    `outputs=${outputs.length === 1 ? outputs.join('') : bracketed('[', outputs, ']', 'outputs='.length)}`,
    `name=${pythonString(node.name)}`
  ];
  const line = `            Node(${fields.join(', ')}),`;
  if (!line.includes('\n') && line.length <= 110) return line;
  return `            Node(\n${fields.map(field => `${pad}${field},`).join('\n')}\n            ),`;
}

/** On one line where it fits, else one entry a line, as the formatter has it. */
function bracketed(open: string, entries: readonly string[], close: string, before: number): string {
  const line = `${open}${entries.join(', ')}${close}`;
  if (pad.length + before + line.length + 1 <= 110) return line;
  return `${open}\n${entries.map(entry => `${pad}    ${entry},`).join('\n')}\n${pad}${close}`;
}

/** `pipeline_registry.py`. */
export const registryPy = (): string => `"""The pipelines of this project."""

from kedro.pipeline import Pipeline

from .pipeline import create_pipeline


def register_pipelines() -> dict[str, Pipeline]:
    """Pipelines by name; \`__default__\` is what \`kedro run\` runs."""
    return {"__default__": create_pipeline()}
`;
