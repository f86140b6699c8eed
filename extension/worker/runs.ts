import type { ConvertOptions, Json, KernelForm, Manifest, RunFolder, RunPlan, RunRecord, RunRequest, Selection } from '../../converter/index.js';
import type { Problem } from '../model/view.js';
import type { Disk, Wanted } from './disk.js';

/** Questions about compiling and running. What the worker must know of the files first it answers by `wanted`: it is asked again with that. */
export interface Compiling extends Pick<ConvertOptions, 'auto' | 'target' | 'targetOptions' | 'versions'> {
  readonly disk: Disk;
  /** The project's folder, beside the notebook. */
  readonly project: string;
  /** The folders that lead to the notebook. */
  readonly place: readonly string[];
  /** Replace what was changed by hand in the project. */
  readonly force?: boolean;
}

/** A file to write; to remove, where it has no text. */
export interface FileWrite {
  readonly path: string;
  readonly text?: string;
}

export interface CompiledProject {
  readonly manifest: Manifest;
  /** What the nodes need beside their runner, where that is no Python. */
  readonly programs?: ProgramsWanted;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** In order. */
  readonly writes: readonly FileWrite[];
  readonly counts: { readonly written: number; readonly unchanged: number; readonly kept: number; readonly removed: number };
  /** What its user changed and is kept: files, and entries of files. */
  readonly edits: readonly string[];
  /** Files to bring into the project. */
  readonly workspace: readonly { readonly from: string; readonly to: string; readonly written: boolean }[];
  /** Digests of those that were brought last time. */
  readonly copied: { readonly [to: string]: string };
}

export interface Compiled {
  readonly wanted: Wanted | undefined;
  readonly problems: readonly Problem[];
  /** Absent where errors stand in the way. */
  readonly project?: CompiledProject;
}

/** The interpreter that is to run the project, as the kernel tells of it. */
export interface EnvironmentMessage {
  readonly python: string;
  /** That of the kernel. */
  readonly kernel: string;
  /** `3.11`. */
  readonly version: string;
  readonly cores: number;
  /** Kedro's configuration environment. */
  readonly layer: string;
  /** Name, version, and what it requires. */
  readonly installed: readonly (readonly [name: string, version: string, requires: readonly string[]])[];
}

/** What is looked for where nodes are JavaScript. */
export interface ProgramsWanted {
  readonly kernel: KernelForm['id'];
  /** Names of packages that the notebook imports. */
  readonly packages: readonly string[];
}

/** Node, Deno and packages, as the kernel tells of them. */
export interface ProgramsMessage {
  /** What starts the project's runner, without its arguments; null where nothing can. */
  readonly command: readonly string[] | null;
  /** What runs the nodes, where the runner cannot know it. */
  readonly program: string | null;
  /** Version of Node, also where it is too old. */
  readonly node: string | null;
  /** Whether npm is there. */
  readonly npm: boolean;
  readonly versions: { readonly [name: string]: string };
  /** Packages that npm can bring into the project. */
  readonly missing: readonly string[];
  readonly cores: number;
  readonly layer: string;
}

/** What is there to run the nodes with. */
export type RuntimeMessage = ({ readonly runner: 'python' } & EnvironmentMessage) | ({ readonly runner: 'javascript' } & ProgramsMessage);

export interface PastRunMessage extends Omit<RunFolder, 'journal'> {
  /** Sent only where the record is not final. */
  readonly journal: string | null;
  /** The process that is at it. */
  readonly pid: number | null;
  /** Somebody looks after that process. */
  readonly attended: boolean;
}

export interface Planning {
  /** The notebook, which was compiled just now. */
  readonly key: string;
  readonly project: string;
  readonly disk: Disk;
  readonly runtime: RuntimeMessage;
  readonly runs: readonly PastRunMessage[];
  readonly sources: { readonly [to: string]: string };
  readonly parameters: { readonly [name: string]: Json };
  readonly selection: Selection;
  /** Of the run, if one is needed. */
  readonly id: string;
  readonly command: string;
  /** Now, as ISO 8601. */
  readonly at: string;
}

export interface Planned {
  readonly wanted: Wanted | undefined;
  /** Distributions or packages that the project requires and that are not installed. */
  readonly missing: readonly string[];
  /** Why it cannot run, in words. */
  readonly refusals: readonly string[];
  readonly plan: RunPlan;
  /** Without the process that attends to it, which whoever starts it knows. */
  readonly request: RunRequest;
  /** Files of the workspace to be put back as they were before any node ran. */
  readonly rewind: readonly { readonly to: string; readonly from?: string }[];
  /** Where nothing has to run: the run's files, its record, and whose logs it takes over. */
  readonly cached?: { readonly files: { readonly [name: string]: string }; readonly record: RunRecord; readonly carry: { readonly [node: string]: string } };
}

/** Text of `requirements.lock`, as installed. */
export interface Locking {
  readonly manifest: Pick<Manifest, 'requirements'>;
  readonly environment: EnvironmentMessage;
}

/** Finished or broken off: what a run's folder says, put together. */
export interface Reading {
  readonly runs: readonly PastRunMessage[];
  /** The process of the newest one was ended by nobody of ours. */
  readonly isKilled?: boolean;
}

/** A piece of a run's journal: whole lines. */
export interface Following {
  readonly run: string;
  readonly piece: string;
  /** Whatever was known of the run does not count. */
  readonly isFirst: boolean;
}

/** What the journal tells so far. */
export interface Followed {
  readonly record: RunRecord;
  /** The end of what each node has written. */
  readonly logs: { readonly [node: string]: string };
}
