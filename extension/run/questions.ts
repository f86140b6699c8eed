import type { Json, RunRequest } from '../../converter/index.js';
import type { Disk, Wanted } from '../worker/disk.js';
import type { CompiledProject, EnvironmentMessage, FileWrite, PastRunMessage, Planned } from '../worker/runs.js';

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
  readonly question: 'install' | 'start';
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
  readonly runs: { readonly ask: InProject; readonly answer: { readonly runs: readonly PastRunMessage[] } };
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
  readonly install: { readonly ask: InProject & { readonly requirements: string }; readonly answer: { readonly stopped: boolean; readonly error?: string } };
  readonly start: { readonly ask: Starting; readonly answer: Ended };
}

interface Starting extends InProject {
  readonly package: string;
  readonly python: string;
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
