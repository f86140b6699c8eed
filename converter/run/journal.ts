import type { Json } from '../notebook/notebook.js';

/** What went wrong in a node. */
export interface NodeError {
  readonly kind: 'exception' | 'guard' | 'save' | 'load' | 'killed';
  readonly type: string;
  readonly message: string;
  readonly traceback?: string;
  /** Id of the cell, and the 1-based line in its source. */
  readonly cell?: string | null;
  readonly line?: number | null;
  /** What could not be loaded or saved. */
  readonly dataset?: string;
}

/** A value that a node left behind. */
export interface OutputRecord {
  readonly dataset: string;
  /** Relative to the project; absent where the value lies elsewhere (a user's S3 path). */
  readonly path?: string | null;
  readonly format?: string | null;
  readonly type?: string | null;
  readonly shape?: readonly number[] | null;
  readonly bytes?: number | null;
  readonly sha256?: string | null;
  /** As a JSON number it is exact to a quarter of a microsecond. */
  readonly mtime_ns?: number | null;
  readonly preview?: Json;
}

export interface InputRecord {
  readonly dataset: string;
  readonly sha256?: string | null;
}

export interface Display {
  readonly mime: string;
  readonly path: string;
}

interface Common {
  readonly v: 1;
  readonly run_id: string;
  readonly seq: number;
  readonly ts: string;
  readonly pid: number;
}

/** One line of `events.ndjson` (`schema/formats/event.schema.json`). */
export type JournalEvent = Common &
  (
    | {
        readonly event: 'run.planned';
        readonly nodes: readonly string[];
        readonly edges: readonly { readonly from: string; readonly to: string; readonly dataset?: string }[];
      }
    | ({ readonly event: 'run.started' } & RunHead)
    | { readonly event: 'run.succeeded' | 'run.aborted' | 'run.failed'; readonly reason?: string }
    | { readonly event: 'node.started'; readonly node: string }
    | {
        readonly event: 'node.phase';
        readonly node: string;
        readonly phase: 'load' | 'run' | 'save';
        readonly dataset?: string | null;
        readonly inputs?: readonly InputRecord[];
      }
    | { readonly event: 'node.log'; readonly node: string; readonly stream: 'stdout' | 'stderr'; readonly text: string }
    | ({ readonly event: 'node.display'; readonly node: string } & Display)
    | ({ readonly event: 'node.output'; readonly node: string } & OutputRecord)
    | ({ readonly event: 'node.succeeded'; readonly node: string; readonly ms: number; readonly cached?: boolean; readonly carried?: Json } & NodeTail)
    | { readonly event: 'node.failed'; readonly node: string; readonly error: NodeError; readonly ms?: number }
    /** It failed and is tried again; what it displayed before does not count. */
    | { readonly event: 'node.retried'; readonly node: string; readonly reason?: string }
    | { readonly event: 'node.skipped'; readonly node: string; readonly reason?: string }
  );

/** What is known of a run as soon as it starts. */
export interface RunHead {
  readonly engine: { readonly name: string; readonly version?: string | null };
  readonly command: string;
  /** sha256 of the project's manifest. */
  readonly manifest?: string | null;
  /** Values that were given on the command line. */
  readonly parameters: { readonly [name: string]: Json };
  readonly environment: { readonly python?: string; readonly platform?: string; readonly packages?: { readonly [distribution: string]: string } };
}

/** What is known of a node only once it has ended. */
export interface NodeTail {
  readonly metrics?: { readonly [name: string]: Json };
  readonly fingerprint?: string | null;
  /** Its standard output, relative to the project; standard error is beside it. */
  readonly log?: string;
}

/** Events of a piece of a journal, and the start of a line that is not complete yet. */
export interface JournalPiece {
  readonly events: readonly JournalEvent[];
  readonly rest: string;
}

/** Reads what was appended to a journal. Lines that are no events (torn by a killed process) are passed over. */
export function readJournal(text: string): JournalPiece {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  return { events: lines.flatMap(readEvent), rest };
}

function readEvent(line: string): JournalEvent[] {
  try {
    const event: unknown = JSON.parse(line);
    const isEvent = typeof event === 'object' && event !== null && 'event' in event && typeof event.event === 'string';
    return isEvent ? [event as JournalEvent] : [];
  } catch {
    return [];
  }
}
