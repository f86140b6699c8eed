import type { Json } from '../notebook/notebook.js';
import type { RunPlan } from './plan.js';
import type { NodeRecord } from './record.js';

export type Guards = 'full' | 'cheap' | 'off';

/** `runs/<id>/request.json`: what the Python runner is asked to do. */
export interface RunRequest {
  readonly run_id: string;
  readonly nodes: readonly string[];
  readonly cached: readonly string[];
  readonly jobs: number;
  readonly guards: Guards;
  readonly parameters: { readonly [name: string]: Json };
  readonly fingerprints: { readonly [node: string]: string };
  readonly command: string;
  /** The process that attends to the run: where it is gone, the run is an orphan. */
  readonly started_by: number;
  /** The program that runs the nodes, where the runner cannot know it. */
  readonly runtime?: string;
  /** sha256 of the project's manifest. */
  readonly manifest: string;
  /** Entries of earlier records for the nodes that do not run. */
  readonly carried: { readonly [node: string]: NodeRecord };
}

/** Says to the runner what the planner decided. */
export function makeRequest(plan: RunPlan, order: Omit<RunRequest, 'nodes' | 'cached' | 'fingerprints' | 'carried'>): RunRequest {
  const named = (action: string) => plan.nodes.filter(node => node.action === action).map(({ name }) => name);
  return {
    ...order,
    nodes: named('run'),
    cached: named('cached'),
    fingerprints: Object.fromEntries(plan.nodes.filter(({ action }) => action !== 'skip').map(node => [node.name, node.fingerprint])),
    carried: carriedEntries(plan)
  };
}

/** What the record of this run takes over from earlier ones. */
export function carriedEntries(plan: RunPlan): { readonly [node: string]: NodeRecord } {
  const carried = plan.nodes.flatMap(({ name, action, earlier }) => {
    return action === 'cached' && earlier ? [[name, { ...earlier, status: 'succeeded', cached: true }] as const] : [];
  });
  return Object.fromEntries(carried);
}
