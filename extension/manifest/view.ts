import type { NodeRun } from '../model/state.js';

/** A manifest as it is shown: of a pipeline, or of a run. Immutable plain data; every text is only text. */
export interface ManifestView {
  readonly kind: 'pipeline' | 'run';
  readonly title: string;
  /** State of a run as a whole. */
  readonly status?: RunStatus;
  readonly facts: readonly Fact[];
  readonly nodes: readonly ManifestNodeView[];
  readonly arrows: readonly ManifestArrow[];
  readonly parameters: readonly Fact[];
  /** Libraries, and what else was or has to be there. */
  readonly environment: readonly Fact[];
  readonly problems: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
}

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'aborted';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** The value is code or a digest. */
  readonly isCode?: boolean;
}

export interface ManifestNodeView {
  readonly name: string;
  readonly kind: 'function' | 'script' | 'joined';
  readonly title: string;
  /** Numbers of its cells as people count. */
  readonly cells: readonly number[];
  readonly run?: NodeRun;
  readonly takes: readonly ManifestValue[];
  readonly gives: readonly ManifestValue[];
  readonly metrics: readonly Fact[];
}

/** A dataset of a pipeline, or a value that a run left. */
export interface ManifestValue {
  readonly name: string;
  readonly type?: string;
  readonly shape?: string;
  readonly bytes?: number;
}

export interface ManifestArrow {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
  readonly isOrder: boolean;
}
