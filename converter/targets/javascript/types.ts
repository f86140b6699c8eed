import type { NodeInput, PipelineNode, Plan } from '../../plan/plan.js';
import { argumentsOf } from '../python/names.js';
import type { Quote } from './quotes.js';

interface Context {
  readonly plan: Plan;
  /** Names of the nodes' functions. */
  readonly names: ReadonlyMap<string, string>;
  readonly quote: Quote;
}

/**
 * Types of the names that a node takes or declares: those of the notebook's text, else those that the compiler finds for
 * what the function that made them returns. What no text tells has none: nothing here says `any`.
 */
export function typesIn(node: PipelineNode, context: Context): ReadonlyMap<string, string> {
  const returned = node.inputs.flatMap(input => {
    const made = makerOf(node, input, context);
    return made === undefined
      ? []
      : input.takes
          .filter(name => !node.declares.includes(name))
          .map((name): [string, string] => [name, `${made.type}[${context.quote}${name}${context.quote}]`]);
  });
  return new Map([...returned, ...Object.entries(node.types)]);
}

/** Functions of other files whose results' types a script needs. */
export const typesImported = (node: PipelineNode, context: Context): readonly string[] => [
  ...new Set(node.inputs.flatMap(input => (input.takes.every(name => name in node.types) ? [] : (makerOf(node, input, context)?.name ?? []))))
];

/** The function that makes an input: scripts declare their names first, so that the compiler knows no types of theirs. */
function makerOf(node: PipelineNode, { dataset }: NodeInput, { plan, names }: Context): { readonly name: string; readonly type: string } | undefined {
  const producer = plan.datasets.find(({ name }) => name === dataset)?.producer;
  const maker = plan.nodes.find(({ name, form }) => name === producer && form === 'function');
  const name = names.get(maker?.name ?? '');
  if (!maker || name === undefined || argumentsOf(node).includes(name)) return undefined;
  const result = `ReturnType<typeof ${name}>`;
  return { name, type: awaits(maker) ? `Awaited<${result}>` : result };
}

/** Whether a node's function waits. Said too often does no harm. */
export const awaits = ({ restated, body }: PipelineNode): boolean =>
  [...restated, ...body].some(({ text, pauses }) => pauses === true || /\bawait\b/.test(text));
