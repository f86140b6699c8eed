import type { KernelCell, KernelValue } from '../model/kernel.js';
import type { GraphBox, GraphView, PipelineView, Problem, Suggestion } from '../model/view.js';
import type { ConvertOptions, Diagnostic, Project, RunRecord, TargetOption } from '../../converter/index.js';
import type { Compiled, Compiling, Followed, Following, Locking, Planned, Planning, Reading } from './runs.js';

/** A cell as the worker is told it: nbformat without outputs. */
export interface CellDocument {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string;
  readonly metadata: { readonly [key: string]: unknown };
  readonly execution_count?: number | null;
}

/** A notebook without outputs. Cells go over once: each has a serial number, and one that is known is named by it alone. */
export interface DocumentMessage {
  /** Which notebook: facts and cells are kept by it. */
  readonly key: string;
  /** File name without extension. */
  readonly name: string;
  readonly metadata: { readonly [key: string]: unknown };
  readonly order: readonly number[];
  readonly cells: readonly (readonly [serial: number, cell: CellDocument])[];
}

/** What is known of the files around a notebook, as data: paths relative to its folder. */
export interface KnownFiles {
  /** The notebook's folder relative to the root: `''` or `a/b`. */
  readonly folder: string;
  readonly kinds: { readonly [path: string]: 'file' | 'folder' };
  readonly texts: { readonly [path: string]: string };
}

export interface Converting extends Pick<ConvertOptions, 'auto' | 'target' | 'targetOptions' | 'versions'> {
  readonly document: DocumentMessage;
  readonly files?: KnownFiles;
}

/** What became of a notebook: a project, or the errors that stand in its way. */
export interface Converted {
  readonly project?: Project;
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface TargetInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly options: readonly TargetOption[];
  readonly command: string;
}

/** A change of what the cells say they are. */
export type Change =
  | { readonly kind: 'mark'; readonly marks: readonly MarkedCell[] }
  /** What counts now, said once and in one form. */
  | { readonly kind: 'rewrite'; readonly cell: string; readonly role: NonNullable<MarkedCell['role']>; readonly node?: string }
  /** The name in every cell, and wherever other cells ask to run after it. */
  | { readonly kind: 'rename'; readonly from: readonly string[]; readonly to: string }
  | { readonly kind: 'declare' | 'undeclare'; readonly node: string; readonly field: 'inputs' | 'outputs' | 'after'; readonly names: readonly string[] }
  | { readonly kind: 'undeclare-all'; readonly node: string; readonly field: 'inputs' | 'outputs' };

export interface MarkedCell {
  readonly cell: string;
  readonly role?: 'node' | 'setup' | 'parameters' | 'skip';
  readonly node?: string;
}

/** A cell's content after a change; only what differs. */
export interface CellEdit {
  readonly cell: string;
  readonly source?: string;
  readonly metadata?: { readonly [key: string]: unknown };
}

/** A graph without coordinates. */
export interface GraphWanted {
  readonly boxes: readonly { readonly id: string; readonly kind: GraphBox['kind']; readonly label: string; readonly cells: readonly number[] }[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly names: readonly string[]; readonly isOrder: boolean }[];
}

/** By question: what is asked and what is answered. */
export interface Questions {
  /** `known` names the view that the asker has: what is as it was there is not sent again, and stays the same object. */
  readonly view: {
    readonly ask: { readonly document: DocumentMessage; readonly known?: number };
    readonly answer: { readonly version: number; readonly changed: Partial<PipelineView> };
  };
  /** The graph of the newest view with room and labels. */
  readonly graph: { readonly ask: { readonly key: string }; readonly answer: GraphView };
  /** Any boxes and arrows, laid out. */
  readonly draw: { readonly ask: GraphWanted; readonly answer: GraphView };
  readonly suggest: { readonly ask: { readonly document: DocumentMessage }; readonly answer: Suggestion };
  readonly change: { readonly ask: { readonly document: DocumentMessage; readonly change: Change }; readonly answer: readonly CellEdit[] };
  readonly convert: { readonly ask: Converting; readonly answer: Converted };
  readonly targets: { readonly ask: Record<string, never>; readonly answer: readonly TargetInfo[] };
  /** `records` stay known until others are given. */
  readonly kernel: {
    readonly ask: { readonly document: DocumentMessage; readonly records?: readonly KernelCell[] };
    readonly answer: { readonly values: readonly (readonly [cell: string, values: readonly KernelValue[]])[]; readonly problems: readonly Problem[] };
  };
  /** Converts, and compares with what lies in the project's folder. */
  readonly compile: { readonly ask: Compiling & { readonly document: DocumentMessage }; readonly answer: Compiled };
  /** Which nodes of the notebook that was compiled last have to run. */
  readonly plan: { readonly ask: Planning; readonly answer: Planned };
  readonly records: { readonly ask: Reading; readonly answer: readonly RunRecord[] };
  readonly follow: { readonly ask: Following; readonly answer: Followed };
  readonly lock: { readonly ask: Locking; readonly answer: string };
  readonly forget: { readonly ask: { readonly key: string }; readonly answer: boolean };
}

export type Question = keyof Questions;

/** Answers questions: in a worker, or in the page where there are no workers. */
export type Ask = <Q extends Question>(question: Q, ask: Questions[Q]['ask']) => Promise<Questions[Q]['answer']>;
