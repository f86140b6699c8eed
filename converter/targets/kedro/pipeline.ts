import { quoted } from '../../languages/python/literal.js';
import type { Plan, PipelineNode } from '../../plan/plan.js';
import { argumentDatasets, outputDatasets } from '../python/names.js';

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

const width = 110;
const pad = ' '.repeat(16);

/** Joined nodes have their members' names as tags. */
function nodeCall(node: PipelineNode): string {
  const inputs = argumentDatasets(node).map(({ argument, dataset }) => `${quoted(argument)}: ${quoted(dataset)}`);
  const outputs = outputDatasets(node).map(quoted);
  const fields = [
    `nodes.${node.name}`,
    inputs.length === 0 ? 'inputs=None' : bracketed('inputs={', inputs, '}'),
    outputs.length === 1 ? `outputs=${outputs.join('')}` : bracketed('outputs=[', outputs, ']'),
    `name=${quoted(node.name)}`,
    ...(node.members === undefined ? [] : [bracketed('tags=[', tags(node.members), ']')])
  ];
  const line = `            Node(${fields.join(', ')}),`;
  if (!line.includes('\n') && line.length <= width) return line;
  return `            Node(\n${fields.map(field => `${pad}${field},`).join('\n')}\n            ),`;
}

/** Tags are made of letters, digits, `_`, `.` and `-`. */
const tags = (members: readonly string[]): readonly string[] => [...new Set(members.map(member => member.replace(/[^\w.-]+/g, '_')))].map(quoted);

/** On one line where it fits, else one entry a line, as the formatter has it. */
function bracketed(open: string, entries: readonly string[], close: string): string {
  const line = `${open}${entries.join(', ')}${close}`;
  if (pad.length + line.length + 1 <= width) return line;
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
