import type { Loc } from '../analysis/analysis.js';
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
  const found: { readonly from: string; readonly to: string; readonly reasons: Reason[] }[] = [];
  const known = context.groups.map(() => new Map<number, Reason[]>());
  const add = (from: number, to: number, reasons: readonly Reason[]) => {
    const [source, sink, before] = [context.names[from], context.names[to], known[to]];
    if (source === undefined || sink === undefined || !before) return;
    const all = before.get(from) ?? [];
    if (!before.has(from)) found.push({ from: source, to: sink, reasons: all });
    before.set(from, all);
    all.push(...reasons);
  };
  const datasets = new Map(context.datasets.map(dataset => [dataset.name, dataset]));
  context.groups.forEach((consumer, to) => {
    const pass = (from: number, names: readonly string[]) => {
      const producer = context.groups[from];
      if (producer)
        add(
          from,
          to,
          names.map(name => reasonFor(name, producer, consumer))
        );
    };
    for (const { dataset, takes } of context.inputs[to] ?? []) {
      const made = datasets.get(dataset ?? '');
      if (made) pass(made.producer, takes);
    }
    for (const { variable, producer } of context.stateIn[to] ?? []) pass(producer, [variable]);
  });
  for (const { from, to, reasons } of context.order.edges) add(from, to, reasons);
  return found;
}

function reasonFor(name: string, producer: GroupEffects, consumer: GroupEffects): Reason {
  const writer = producer.definitions.get(name)?.at ?? lastUpdate(name, producer);
  const { at = { cell: consumer.cells[0]?.cell.id ?? '' }, through = [], rule = 'kept' } = consumer.uses.get(name) ?? {};
  return { name, ...(writer && { writer }), reader: at, ...(through.length > 0 && { through }), rule };
}

/** Where the producer last changed an object that the name reaches. */
function lastUpdate(name: string, { exit, updates }: GroupEffects): Reason['writer'] {
  const locs = exit.get(name)?.locs ?? new Set<Loc>();
  const direct = updates.findLast(update => [...update.locs].some(loc => locs.has(loc)));
  return (direct ?? updates.at(-1))?.at;
}
