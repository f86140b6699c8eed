import type { RunRecord } from '../../converter/index.js';

/** What its user wants of a run. */
export interface RunWish {
  /** These nodes and everything after them, again. */
  readonly from?: readonly string[];
  /** These nodes and what they need. */
  readonly to?: readonly string[];
  /** Take nothing over from earlier runs. */
  readonly fresh?: boolean;
  /** Replace what was changed by hand in the project. */
  readonly force?: boolean;
}

/** What can be done with a notebook's pipeline. Whatever comes of it is in the notebook's state. */
export interface Runner {
  /** The project's, as the server has it. */
  readonly folder: string;
  /** What runs the same on a terminal. */
  readonly commandLine: string;
  /** Compiles, then runs what has to run. */
  compileAndRun(wish?: RunWish): Promise<void>;
  /** Writes the project, and runs nothing. */
  compileOnly(force?: boolean): Promise<void>;
  /** Makes an environment of the project's own with all that it requires, then runs. */
  installAndRun(wish?: RunWish): Promise<void>;
  /** Hands the project over as one file, and needs no kernel: the notebook's data are not in it. */
  downloadZip(): Promise<void>;
  /** Asks to stop whatever is under way; asked again, it is ended. */
  stop(): Promise<void>;
  /** Deletes a run's record, journal and logs; what its nodes made stays. */
  removeRun(run: string): Promise<void>;
  /** Puts an earlier run on graph, cells and lists. */
  show(record: RunRecord): void;
}
