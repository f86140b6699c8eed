import type { Conversion } from '../../convert.js';
import type { KernelForm } from '../../targets/javascript/kernels.js';
import type { Terminal } from '../terminal.js';
import type { Probing } from './probes.js';

/** A kernel that is no IPython: it is spoken to by Jupyter's protocol. */
export interface Kernel {
  /** As Jupyter calls it. */
  readonly name: string;
  readonly form: KernelForm;
  /** How it is started where Jupyter does not know it. */
  readonly command: readonly string[];
  /** What runs the nodes. */
  readonly program?: string;
}

/** What the notebook needs to be run and compared. */
export interface Bench {
  readonly python: string;
  /** Temporary: everything is below it. */
  readonly folder: string;
  readonly library: string;
  readonly terminal: Terminal;
  readonly probing: Probing;
  /** Where it is not IPython that runs the notebook. */
  readonly kernel?: Kernel;
}

export interface NotebookError {
  readonly cell: number;
  readonly type: string;
  readonly message: string;
}

/** One run of the notebook. */
export interface NotebookRun {
  /** Its folder in the copy in which it ran. */
  readonly folder: string;
  /** Where its values and texts are. */
  readonly out: string;
  /** Files that it made, changed or deleted, relative to its folder. */
  readonly written: readonly string[];
  readonly error?: NotebookError;
  /** It ended without telling how: what it said, or nothing where it was killed. */
  readonly broken?: string;
}

export type NotebookRuns = readonly [first: NotebookRun, ...others: NotebookRun[]];

/** Everything that is compared. */
export interface Sides {
  /** The pipeline is compared with the first; what the others give differently is unstable. */
  readonly runs: NotebookRuns;
  readonly project: string;
  readonly conversion: Conversion;
}
