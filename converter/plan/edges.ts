import type { Dependency, Reason } from '../graph/graph.js';
import type { GroupEffects } from './effects.js';
import type { Order } from './order.js';
import type { NodeInput } from './plan.js';
import type { ValueDataset } from './datasets.js';
import type { StateVersion } from './states.js';

export interface EdgeContext {
  readonly groups: readonly GroupEffects[];
  /** Node names by group; absent for groups that vanish. */
  readonly names: readonly (string | undefined)[];
  readonly datasets: readonly ValueDataset[];
  readonly inputs: readonly (readonly NodeInput[])[];
  readonly stateIn: readonly (readonly StateVersion[])[];
  readonly order: Order;
}

/** Every edge between nodes with its reasons: variable, writer, reader, rule. */
export function findEdges(context: EdgeContext): readonly Dependency[] {
  const found = new Map<string, { from: string; to: string; reasons: Reason[] }>();
  const add = (from: number, to: number, reasons: readonly Reason[]) => {
    const [source, sink] = [context.names[from], context.names[to]];
    if (source === undefined || sink === undefined || reasons.length === 0) return;
    const edge = found.get(`${source} ${sink}`) ?? { from: source, to: sink, reasons: [] };
    edge.reasons.push(...reasons);
    found.set(`${source} ${sink}`, edge);
  };
  const byName = new Map(context.datasets.map(dataset => [dataset.name, dataset]));
  context.groups.forEach((_, to) => {
    for (const { dataset, takes } of context.inputs[to] ?? []) {
      const producer = dataset === undefined ? undefined : byName.get(dataset)?.producer;
      if (producer !== undefined)
        add(
          producer,
          to,
          takes.map(name => reasonFor(name, context.groups[producer], context.groups[to]))
        );
    }
    for (const { variable, producer } of context.stateIn[to] ?? []) add(producer, to, [reasonFor(variable, context.groups[producer], context.groups[to])]);
  });
  for (const { from, to, reasons } of context.order.edges) add(from, to, reasons);
  return [...found.values()];
}

function reasonFor(name: string, producer: GroupEffects | undefined, consumer: GroupEffects | undefined): Reason {
  const use = consumer?.uses.get(name);
  const writer = producer?.definitions.get(name)?.at ?? lastUpdate(name, producer);
  const reader = use?.at ?? { cell: consumer?.cells[0]?.cell.id ?? '' };
  const through = use && use.through.length > 0 ? { through: use.through } : {};
  return { name, ...(writer ? { writer } : {}), reader, ...through, rule: use?.rule ?? 'kept' };
}

/** Where the producer last changed an object that the name reaches. */
function lastUpdate(name: string, producer: GroupEffects | undefined): Reason['writer'] {
  const locs = producer?.exit.get(name)?.locs;
  const direct = producer?.updates.findLast(update => locs !== undefined && [...update.locs].some(loc => locs.has(loc)));
  return (direct ?? producer?.updates.at(-1))?.at;
}
