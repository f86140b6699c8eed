import { typeParts } from '../../languages/python/literal.js';
import type { PipelineNode, Plan } from '../../plan/plan.js';
import { bindingsOf, boundNames } from './bindings.js';

const classes: ReadonlySet<string> = new Set(['bool', 'dict', 'float', 'int', 'list', 'set', 'str', 'tuple']);

/**
 * What a node's function takes, as text of its signature: parameters with the
 * class of their literal, where that name means the class in this module.
 */
export function annotatedArguments(node: PipelineNode, plan: Plan): readonly string[] {
  const types = new Map(plan.parameters.map(({ name, type }) => [name, typeParts(type).name]));
  const taken = new Set([...plan.nodes.map(({ name }) => name), ...boundNames(bindingsOf(plan.nodes, plan))]);
  return node.inputs.flatMap(({ takes, parameter }) => {
    const type = types.get(parameter ?? '') ?? '';
    return classes.has(type) && !taken.has(type) ? takes.map(name => `${name}: ${type}`) : takes;
  });
}
