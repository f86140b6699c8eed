import type { Json } from '../notebook/notebook.js';
import type { NodeRecord } from './record.js';
import type { Selection } from './select.js';

/** A node as the planner sees it. */
export interface RunNode {
  readonly name: string;
  readonly code: readonly string[];
  /** Datasets taken, states and order included. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly parameters: { readonly [name: string]: Json };
  /** Names of the nodes whose values or files it takes. */
  readonly needs: readonly string[];
  /** Workspace files it may touch (`*`: any). */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Digests of copied files that it may read. */
  readonly files: { readonly [path: string]: string };
  /** `false`: its author wants it run each time. */
  readonly cache: boolean;
}

/** All that decides which nodes run. What lies on the disk is asked through functions. */
export interface RunQuestion {
  /** Document order, which respects every edge. */
  readonly nodes: readonly RunNode[];
  readonly selection: Selection;
  readonly versions: { readonly [distribution: string]: string };
  /** The newest record of each node that succeeded. */
  readonly history: ReadonlyMap<string, NodeRecord>;
  /** Nodes whose last attempt did not succeed. */
  readonly failed: ReadonlySet<string>;
  /** Digest of a dataset that no node makes; `undefined` where it cannot be told. */
  readonly digest: (dataset: string) => string | undefined;
  /** What is wrong with a stored value, if anything. */
  readonly fault: (output: NodeRecord['outputs'][number]) => 'is missing' | 'was changed' | 'cannot be compared' | undefined;
  /** Files that a node left in the workspace: path → digest, `null` for a removed one. */
  readonly left: ReadonlyMap<string, { readonly [path: string]: string | null }>;
  /** Digest of a file of the workspace as it is now. */
  readonly present: (path: string) => string | undefined;
  /** Whether the runner has copies of all that a file has been, and so can put any of it back. */
  readonly kept: (path: string) => boolean;
}
