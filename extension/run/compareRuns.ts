import type { Json, NodeRecord, RunRecord } from '../../converter/index.js';
import { durationText } from '../graph/words.js';

/** One thing that two runs do not have in common. */
export interface Difference {
  readonly kind: 'parameter' | 'metric' | 'node' | 'package';
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between two runs: parameters, metrics, states and durations of nodes, versions. */
export function compareRuns(before: RunRecord, after: RunRecord): readonly Difference[] {
  return [
    ...differences('parameter', before.parameters, after.parameters),
    ...differences('metric', metricsOf(before), metricsOf(after)),
    ...differences('node', statesOf(before), statesOf(after)),
    ...differences('package', before.environment.packages ?? {}, after.environment.packages ?? {})
  ];
}

interface Values {
  readonly [name: string]: Json;
}

function differences(kind: Difference['kind'], before: Values, after: Values): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map(name => ({ kind, name, before: textOf(before[name]), after: textOf(after[name]) }))
    .filter(difference => difference.before !== difference.after);
}

const textOf = (value: Json | undefined): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : typeof value === 'number' ? String(Number(value.toPrecision(6))) : JSON.stringify(value);

const metricsOf = ({ nodes }: RunRecord): Values =>
  Object.fromEntries(nodes.flatMap(({ name, metrics }) => Object.entries(metrics).map(([metric, value]) => [`${name}.${metric}`, value])));

const statesOf = ({ nodes }: RunRecord): Values => Object.fromEntries(nodes.map(node => [node.name, stateOf(node)]));

function stateOf({ status, cached, ms }: NodeRecord): string {
  if (status !== 'succeeded') return status;
  return cached ? 'cached' : typeof ms === 'number' ? durationText(ms) : 'done';
}
