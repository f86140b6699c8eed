import type { Reported } from '../diagnostics/diagnostic.js';
import type { Span } from '../source/span.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A notebook as the later stages see it: normalised, in document order, without outputs. */
export interface Notebook extends Reported {
  /** File name without folder and extension, or the name its metadata gives. */
  readonly name: string;
  /** As written in the notebook: `python3`, `deno`, …; `python3` where it says nothing. */
  readonly kernel: string;
  /** The language that the metadata names: `python`, `typescript`, … */
  readonly language?: string;
  /** `3.11` where the metadata tells. */
  readonly languageVersion?: string;
  readonly cells: readonly Cell[];
  readonly settings: NotebookSettings;
  /** sha256 over what conversion depends on: sources, kinds, tags, our metadata; not outputs or counts. */
  readonly digest: string;
}

/** `metadata.espalier` of the notebook. */
export interface NotebookSettings {
  readonly name?: string;
  readonly target?: string;
  readonly targetOptions?: { readonly [option: string]: Json };
  /** Folder (relative to the notebook's) below which files may be copied. */
  readonly root?: string;
}

export interface Cell {
  /** Unique within the notebook; made up, stably, where the file has none or repeats one. */
  readonly id: string;
  /** Position among all cells of the notebook, from 0. */
  readonly index: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  /** Line ends are `\n`, no byte order mark. */
  readonly source: string;
  readonly tags: readonly string[];
  readonly executionCount?: number;
  readonly intent: CellIntent;
}

export type CellRole = 'node' | 'setup' | 'parameters' | 'skip';

/** What the author asked for, whatever way it was written (metadata, directive lines, `%%node`, tags, other tools' tags). */
export interface CellIntent {
  /** Absent: untagged. */
  readonly role?: CellRole;
  /** The node's name as the author wrote it; present where `role` is `node`. */
  readonly node?: string;
  /** Where the intent is written in the source (directive lines): not code, left out of what is emitted. */
  readonly directives: readonly Span[];
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  /** Names of nodes that must run before. */
  readonly after?: readonly string[];
  /** Names of values that are the node's metrics. */
  readonly metrics?: readonly string[];
  readonly retries?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly resources?: { readonly cpu?: string; readonly memory?: string; readonly gpu?: string };
  readonly image?: string;
  readonly env?: { readonly [name: string]: string };
  readonly secrets?: readonly string[];
  readonly cache?: boolean;
  readonly description?: string;
  /** Kubernetes labels and annotations of the node's pod, where the target has pods. */
  readonly labels?: { readonly [name: string]: string };
  readonly annotations?: { readonly [name: string]: string };
}

/** What one form of tagging says of a cell, without the place where it is written. */
export type CellSettings = Omit<CellIntent, 'role' | 'node' | 'directives'>;
