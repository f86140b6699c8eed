import type { Json } from '../notebook/notebook.js';
import type { Display, InputRecord, JournalEvent, NodeError, NodeTail, OutputRecord, RunHead } from './journal.js';

export type NodeStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'skipped' | 'aborted';

/** What one run knows of one node. */
export interface NodeRecord extends NodeTail {
  readonly name: string;
  readonly status: NodeStatus;
  /** Its values are those of an earlier run. */
  readonly cached: boolean;
  readonly started?: string;
  readonly ms?: number | null;
  readonly inputs: readonly InputRecord[];
  readonly outputs: readonly OutputRecord[];
  readonly displays: readonly Display[];
  readonly metrics: { readonly [name: string]: Json };
  readonly error?: NodeError | null;
}

/** `runs/<id>/run.manifest.json` (`schema/formats/run.schema.json`). */
export interface RunRecord extends RunHead {
  readonly version: 1;
  readonly run_id: string;
  readonly status: 'running' | 'succeeded' | 'failed' | 'aborted';
  readonly started: string;
  readonly ended?: string | null;
  /** Document order, all nodes of the project. */
  readonly nodes: readonly NodeRecord[];
}

/** A node of which nothing is known yet. */
export const blankNode = (name: string): NodeRecord => ({ name, status: 'queued', cached: false, inputs: [], outputs: [], displays: [], metrics: {} });

/** A run of which nothing is known yet. */
export const blankRecord = (id: string): RunRecord => ({
  version: 1,
  run_id: id,
  status: 'running',
  started: '',
  engine: { name: 'kedro' },
  command: '',
  parameters: {},
  environment: {},
  nodes: []
});

/** The record with what the journal knows beyond it. Applying an event twice changes nothing. */
export function foldEvents(record: RunRecord, events: readonly JournalEvent[]): RunRecord {
  const nodes = new Map(record.nodes.map(node => [node.name, { ...blankNode(node.name), ...node }]));
  let head = record;
  for (const event of events) {
    if ('node' in event) nodes.set(event.node, foldNode(nodes.get(event.node) ?? blankNode(event.node), event));
    else if (event.event === 'run.planned') for (const name of event.nodes) nodes.set(name, nodes.get(name) ?? blankNode(name));
    else head = foldHead(head, event);
  }
  return { ...head, nodes: [...nodes.values()] };
}

type NodeEvent = Extract<JournalEvent, { readonly node: string }>;

function foldHead(record: RunRecord, event: Exclude<JournalEvent, NodeEvent | { readonly event: 'run.planned' }>): RunRecord {
  switch (event.event) {
    case 'run.started': {
      const { engine, command, manifest, parameters, environment } = event;
      return { ...record, started: event.ts, engine, command, parameters, environment, ...(manifest === undefined ? {} : { manifest }) };
    }
    case 'run.succeeded':
      return { ...record, status: 'succeeded', ended: event.ts };
    case 'run.failed':
      return { ...record, status: 'failed', ended: event.ts };
    case 'run.aborted':
      return { ...record, status: 'aborted', ended: event.ts };
    default:
      event satisfies never;
      return record;
  }
}

function foldNode(node: NodeRecord, event: NodeEvent): NodeRecord {
  switch (event.event) {
    case 'node.started':
      return node.status === 'queued' ? { ...node, status: 'running', started: event.ts } : node;
    case 'node.phase':
      return event.inputs ? { ...node, inputs: event.inputs } : node;
    case 'node.log':
      return node;
    case 'node.display':
      return { ...node, displays: [...node.displays.filter(({ path }) => path !== event.path), { mime: event.mime, path: event.path }] };
    case 'node.output':
      return { ...node, outputs: [...node.outputs.filter(({ dataset }) => dataset !== event.dataset), outputOf(event)] };
    case 'node.succeeded':
      return { ...carriedInto(node, event.carried), status: 'succeeded', ms: event.ms, cached: event.cached ?? false, ...tailOf(event) };
    case 'node.failed':
      return { ...node, status: 'failed', error: event.error };
    case 'node.skipped':
      return { ...node, status: 'skipped' };
    case 'node.retried':
      return { ...node, displays: [] };
    default:
      // A newer runner may have more to tell.
      event satisfies never;
      return node;
  }
}

function outputOf(event: Extract<JournalEvent, { readonly event: 'node.output' }>): OutputRecord {
  const { dataset, path, format, type, shape, bytes, sha256, mtime_ns, preview } = event;
  const output = { path, format, type, shape, bytes, sha256, mtime_ns, preview };
  return { dataset, ...Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)) };
}

/** A node that was taken over brings along what the earlier run knew of it. */
function carriedInto(node: NodeRecord, carried: Json | undefined): NodeRecord {
  if (typeof carried !== 'object' || carried === null || Array.isArray(carried)) return node;
  const { inputs, outputs } = carried as Partial<NodeRecord>;
  return { ...node, inputs: inputs ?? node.inputs, outputs: outputs ?? node.outputs };
}

function tailOf({ metrics, fingerprint, log }: NodeTail): NodeTail {
  return { ...(metrics && { metrics }), ...(fingerprint && { fingerprint }), ...(log !== undefined && { log }) };
}

/** What a record means once its process is gone: whatever had not ended will not end any more. */
export function settle(record: RunRecord, isAlive: boolean): RunRecord {
  if (record.status !== 'running' || isAlive) return record;
  const nodes = record.nodes.map(node => (node.status === 'running' || node.status === 'queued' ? { ...node, status: 'aborted' as const } : node));
  return { ...record, status: nodes.some(({ status }) => status === 'failed') ? 'failed' : 'aborted', nodes };
}

/** The record of a run whose process was ended from outside although nobody asked it to stop: the nodes that it was at have failed. */
export function blameKill(record: RunRecord): RunRecord {
  const error: NodeError = { kind: 'killed', type: 'Killed', message: 'the process that ran it was ended from outside, for example because memory ran out' };
  const nodes = record.nodes.map(node => (node.status === 'aborted' && node.started !== undefined ? { ...node, status: 'failed' as const, error } : node));
  return nodes.some(({ status }) => status === 'failed') ? { ...record, status: 'failed', nodes } : record;
}
