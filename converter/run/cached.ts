import type { JournalEvent } from './journal.js';
import type { RunPlan } from './plan.js';
import { blankNode, type NodeRecord, type RunRecord } from './record.js';
import { carriedEntries, type RunRequest } from './request.js';

export interface Circumstances {
  /** Now, as ISO 8601. */
  readonly at: string;
  readonly pid: number;
  readonly earlier?: RunRecord | undefined;
  /** What runs nodes, where nothing earlier tells. */
  readonly engine: string;
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export interface CachedRun {
  readonly record: RunRecord;
  readonly events: readonly JournalEvent[];
}

/** The record and the journal of a run in which nothing had to run: no Python is needed to write them. */
export function cachedRun(plan: RunPlan, request: RunRequest, { at, pid, earlier, engine, edges }: Circumstances): CachedRun {
  const carried = carriedEntries(plan);
  const nodes = plan.nodes.map(({ name }): NodeRecord => {
    const entry = carried[name];
    if (!entry) return { ...blankNode(name), status: 'skipped' };
    return entry.log === undefined ? entry : { ...entry, log: `runs/${request.run_id}/logs/${name}.out` };
  });
  const record: RunRecord = {
    version: 1,
    run_id: request.run_id,
    status: 'succeeded',
    started: at,
    ended: at,
    engine: earlier?.engine ?? { name: engine },
    command: request.command,
    manifest: request.manifest,
    parameters: request.parameters,
    environment: earlier?.environment ?? {},
    nodes
  };
  let seq = 0;
  const common = () => ({ v: 1 as const, run_id: request.run_id, seq: seq++, ts: at, pid });
  const events: JournalEvent[] = [
    { ...common(), event: 'run.planned', nodes: plan.nodes.map(({ name }) => name), edges },
    {
      ...common(),
      event: 'run.started',
      engine: record.engine,
      command: record.command,
      manifest: request.manifest,
      parameters: record.parameters,
      environment: record.environment
    },
    ...nodes.flatMap((node): JournalEvent[] => {
      if (node.status === 'skipped') return [{ ...common(), event: 'node.skipped', node: node.name, reason: 'not asked for' }];
      const shown = node.displays.map((display): JournalEvent => ({ ...common(), event: 'node.display', node: node.name, ...display }));
      const given = node.outputs.map((output): JournalEvent => ({ ...common(), event: 'node.output', node: node.name, ...output }));
      const { metrics, fingerprint, log } = node;
      return [
        ...shown,
        ...given,
        {
          ...common(),
          event: 'node.succeeded',
          node: node.name,
          ms: node.ms ?? 0,
          cached: true,
          metrics,
          ...(fingerprint && { fingerprint }),
          ...(log !== undefined && { log })
        }
      ];
    }),
    { ...common(), event: 'run.succeeded' }
  ];
  return { record, events };
}
