import type { KernelState } from './kernel.js';
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

export const noRun: RunState = { nodes: new Map(), problems: [] };
