import { readJournal } from './journal.js';
import { blankRecord, foldEvents, type NodeRecord, type RunRecord } from './record.js';

/** What a run's folder holds. */
export interface RunFolder {
  readonly id: string;
  /** `run.manifest.json`, parsed; anything where it is missing or torn. */
  readonly manifest: unknown;
  /** `events.ndjson`. */
  readonly journal: string | undefined;
  /** `request.json`, parsed. */
  readonly request: unknown;
}

/** A run as its folder tells it, before it is settled. */
interface ReadRun {
  readonly record: RunRecord;
  /** Processes that worked on it. */
  readonly pids: readonly number[];
}

/** Reads a run, what a killed process left as far as it goes; `undefined` where nothing of it is readable. */
export function runOf({ id, manifest, journal, request }: RunFolder): ReadRun | undefined {
  const { events } = readJournal(journal === undefined || journal === '' ? '' : `${journal}\n`);
  if (!isRecord(manifest) && events.length === 0) return undefined;
  const base = isRecord(manifest) ? manifest : blankRecord(id);
  return { record: withFingerprints(foldEvents(base, events), request), pids: [...new Set(events.map(({ pid }) => pid))] };
}

const isRecord = (value: unknown): value is RunRecord =>
  typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes) && 'status' in value;

/** A record that was rebuilt from the journal lacks what only the request knows. */
function withFingerprints(record: RunRecord, request: unknown): RunRecord {
  const prints = new Map(requested(request));
  return {
    ...record,
    nodes: record.nodes.map(node =>
      typeof node.fingerprint === 'string' || !prints.has(node.name) ? node : { ...node, fingerprint: prints.get(node.name) ?? null }
    )
  };
}

function requested(request: unknown): readonly (readonly [string, string])[] {
  const prints = typeof request === 'object' && request !== null && 'fingerprints' in request ? request.fingerprints : {};
  return Object.entries(prints as Record<string, string>);
}

export interface History {
  /** By node: the newest record in which its values were made or taken over. */
  readonly entries: ReadonlyMap<string, NodeRecord>;
  /** The run folder of each entry, where its logs are. */
  readonly folders: ReadonlyMap<string, string>;
  /** Nodes whose newest attempt did not succeed. */
  readonly failed: ReadonlySet<string>;
}

/** What earlier runs left of each node. */
export function historyOf(runs: readonly { readonly folder: string; readonly record: RunRecord }[]): History {
  const entries = new Map<string, NodeRecord>();
  const folders = new Map<string, string>();
  const failed = new Set<string>();
  for (const { folder, record } of runs) {
    for (const node of record.nodes) {
      if (entries.has(node.name) || failed.has(node.name)) continue;
      if (node.status === 'succeeded') {
        entries.set(node.name, node);
        folders.set(node.name, folder);
      } else if (node.status === 'failed' || (node.status === 'aborted' && node.started !== undefined)) failed.add(node.name);
    }
  }
  return { entries, folders, failed };
}
