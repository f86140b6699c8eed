import type { Json, RunRequest } from '../../converter/index.js';
import type { Disk, Wanted } from '../worker/disk.js';
import type { CompiledProject, EnvironmentMessage, FileWrite, PastRunMessage, Planned, ProgramsMessage, ProgramsWanted } from '../worker/runs.js';

interface InProject {
  /** The project's folder, relative to the notebook's. */
  readonly project: string;
}

/** A piece of a run's journal: whole lines, and the bytes that they take. */
export interface JournalPiece {
  readonly run: string;
  readonly piece: string;
  readonly from: number;
  readonly to: number;
}

/** Something that takes long, and that the kernel is at. */
export interface TaskMessage {
  readonly id: string;
  readonly question: 'install' | 'install_packages' | 'start';
  readonly run?: string;
  readonly project?: string;
}

/** What the kernel is asked, and what it answers: `kernel/agent.py`. */
export interface AgentQuestions {
  readonly look: { readonly ask: Wanted; readonly answer: Disk };
  readonly write: { readonly ask: InProject & { readonly changes: readonly FileWrite[] }; readonly answer: object };
  readonly copy: {
    readonly ask: InProject & { readonly files: CompiledProject['workspace']; readonly before: CompiledProject['copied']; readonly force: boolean };
    readonly answer: Copied;
  };
  readonly rewind: { readonly ask: InProject & { readonly files: Planned['rewind'] }; readonly answer: object };
  readonly environment: { readonly ask: InProject; readonly answer: EnvironmentMessage };
  readonly programs: { readonly ask: InProject & ProgramsWanted & NotebookKernel; readonly answer: ProgramsMessage };
  readonly runs: { readonly ask: InProject; readonly answer: { readonly runs: readonly PastRunMessage[] } };
  /** What is in the way of writing the project, and where. */
  readonly folder: { readonly ask: InProject; readonly answer: FolderMessage };
  readonly remove_run: { readonly ask: InProject & { readonly run: string }; readonly answer: object };
  readonly journal: { readonly ask: InProject & { readonly run: string }; readonly answer: JournalPiece };
  readonly record: {
    readonly ask: InProject & {
      readonly run: string;
      readonly files: { readonly [name: string]: string };
      readonly carry?: { readonly [node: string]: string };
    };
    readonly answer: object;
  };
  /** Ends a runner that nobody attends to. */
  readonly end: { readonly ask: { readonly pid: number }; readonly answer: object };
  readonly tasks: { readonly ask: object; readonly answer: { readonly tasks: readonly TaskMessage[] } };
  readonly stop: { readonly ask: object; readonly answer: object };
  /** Makes `.venv` inside the project. */
  readonly install: { readonly ask: InProject & { readonly requirements: string }; readonly answer: Installed };
  /** What `package.json` names. */
  readonly install_packages: { readonly ask: InProject & NotebookKernel; readonly answer: Installed };
  readonly start: { readonly ask: Starting; readonly answer: Ended };
}

/** How the notebook's own kernel is started: what runs its cells lies there. */
export interface NotebookKernel {
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string };
}

export interface FolderMessage {
  /** The project's, or that which is to hold it: absolute. */
  readonly folder: string;
  readonly obstacle: 'file' | 'link' | 'foreign' | 'unwritable' | null;
}

interface Installed {
  readonly stopped: boolean;
  /** What could not be done. */
  readonly error?: string;
  /** The last words of the program that could not. */
  readonly words?: string;
}

interface Starting extends InProject {
  /** What starts the runner, without the request. */
  readonly command: readonly string[];
  readonly is_python: boolean;
  readonly request: RunRequest;
}

/** How a runner ended: its exit code is negative where a signal did it. */
export interface Ended {
  readonly code: number | null;
  readonly stopped: boolean;
}

interface Copied {
  /** Digests by place in the project. */
  readonly sources: { readonly [to: string]: string };
  readonly kept: readonly string[];
  readonly failed: readonly { readonly path: string; readonly why: string }[];
  readonly linked: readonly { readonly path: string; readonly bytes: number }[];
}

export type AgentQuestion = keyof AgentQuestions;

/** What a task tells before it answers. */
export type Told = JournalPiece | { readonly installing: string };

/** One message of the kernel. */
export interface AgentMessage {
  readonly id: string;
  readonly told?: Told;
  readonly answer?: Json;
  readonly error?: string;
  readonly detail?: string;
}
