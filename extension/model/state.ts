import type { KernelState } from './kernel.js';
import type { Json, RunRecord } from '../../converter/index.js';
import type { PipelineView, Problem, Suggestion } from './view.js';

/** All that is shown of one notebook at one moment. Immutable: every change is another object. */
export interface NotebookState {
  readonly view: PipelineView;
  /** The view is older than the notebook: an answer is on its way. */
  readonly isStale: boolean;
  /** Name of the node, or id of the edge, that the inspector shows. */
  readonly selected?: Selection;
  /** Name of the node that the pointer or the focus is on, in the graph or on a cell. */
  readonly hovered?: string;
  /** Nodes that are proposed and not accepted yet, with the cells left out by the user. */
  readonly proposal?: Proposal;
  /** What a run has to show; empty while there is none. */
  readonly run: RunState;
  /** What was seen of the cells in the kernel; empty while nobody watches it. */
  readonly kernel: KernelState;
  /** The worker failed: what it said. */
  readonly failure?: string;
}

export type Selection = { readonly kind: 'node'; readonly name: string } | { readonly kind: 'edge'; readonly id: string };

export interface Proposal extends Suggestion {
  /** Names of proposed nodes that are not wanted. */
  readonly refused: ReadonlySet<string>;
}

/** Live state of the nodes, by name, and problems that only a run can find. */
export interface RunState {
  readonly nodes: ReadonlyMap<string, NodeRun>;
  readonly problems: readonly Problem[];
  /** What is being done now; absent while nothing is. */
  readonly activity?: Activity;
  /** The run that is shown: the one under way, or the last one. */
  readonly record?: RunRecord;
  /** The end of what each node of it has written. */
  readonly logs: { readonly [node: string]: string };
  /** Why it did not come to a run. */
  readonly obstacle?: Obstacle;
  /** What the last compilation wrote. */
  readonly compiled?: CompiledNote;
  /** Values for the next run, where they are not the notebook's. */
  readonly parameters: { readonly [name: string]: Json };
}

export interface Activity {
  readonly kind: 'starting' | 'compiling' | 'installing' | 'running' | 'stopping';
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The last line of whatever is at it. */
  readonly detail?: string;
}

export type Obstacle =
  /** What the project needs is not installed; it can be brought into the project. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  /** It could not be brought there: what went wrong, and the last words of the program that tried. */
  | { readonly kind: 'uninstallable'; readonly message: string; readonly words: string }
  /** Errors that the list of problems shows. */
  | { readonly kind: 'problems' }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface CompiledNote {
  /** The project's folder, as the server has it. */
  readonly folder: string;
  readonly written: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly removed: number;
  /** What was changed by hand and is kept: files, and entries of files. */
  readonly edits: readonly string[];
}

export interface NodeRun {
  readonly status: 'queued' | 'running' | 'done' | 'cached' | 'failed' | 'skipped' | 'aborted';
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  /** How long it took, in milliseconds. */
  readonly duration?: number;
  /** Why it failed or was skipped, in one line. */
  readonly message?: string;
}

export const noRun: RunState = { nodes: new Map(), problems: [], logs: {}, parameters: {} };

/** Whether two states show the same: parts that are equal are the same objects, the worker sees to it. */
export function looksLike({ view: before, ...a }: NotebookState, { view: after, ...b }: NotebookState): boolean {
  return isSame({ ...a, isStale: b.isStale }, b) && isSame(before, after);
}

function isSame(a: object, b: object): boolean {
  const entries = Object.entries(a);
  const others = new Map<string, unknown>(Object.entries(b));
  return entries.length === others.size && entries.every(([key, value]) => others.get(key) === value);
}
