import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Manifest } from '../../project/project.js';
import type { Runner } from '../launch.js';
import type { Source } from '../notebooks.js';
import type { Terminal } from '../terminal.js';

/** What is asked of a machine on which nodes are to run. */
export interface Wanted {
  /** As the command line has it: an interpreter, or an environment's folder. */
  readonly python?: string | undefined;
  /** Install what is missing. */
  readonly install?: boolean | undefined;
  /** The project's folder. */
  readonly folder: string;
  readonly source: Source;
  /** The notebook's kernel, in lower case. */
  readonly kernel: string;
  readonly terminal: Terminal;
}

/** The programs and packages that nodes run with. */
export interface Installation {
  /** Installed versions by distribution: what the converter may rely on. */
  readonly versions: { readonly [distribution: string]: string };
  /** The program that runs the nodes, where the runner in the project cannot know it. */
  readonly program?: string;
  /** Everything that a project requires, or what is missing. */
  prepare(manifest: Manifest): Promise<Installation | Diagnostic>;
  /** Versions that a project's values may depend on. */
  relevant(manifest: Manifest): { readonly [distribution: string]: string };
  /** Starts the project's runner on `runs/<id>`, its folder relative to the project. */
  launch(manifest: Manifest, run: string): Runner;
  /** Pins of what is installed, for a project that has none yet; absent where the project's own package manager keeps them. */
  lock?(manifest: Manifest): void;
}

export const isDiagnostic = (value: Installation | Diagnostic): value is Diagnostic => 'code' in value;
