import type { Reported } from '../diagnostics/diagnostic.js';
import type { Dependency } from '../graph/graph.js';
import type { LanguageId } from '../languages/language.js';
import type { CellIntent, Json } from '../notebook/notebook.js';

/** The intermediate representation: all that a target may know about the notebook. Plain data. */
export interface Plan extends Reported {
  /** The notebook's name, as a person wrote it. */
  readonly name: string;
  /** Legal package name made from it. */
  readonly package: string;
  readonly language: LanguageId;
  readonly notebook: { readonly name: string; readonly kernel: string; readonly digest: string };
  /** First heading and text of the notebook. */
  readonly title?: string;
  readonly doc?: string;
  /** Document order, which respects every edge. */
  readonly nodes: readonly PipelineNode[];
  readonly datasets: readonly Dataset[];
  readonly parameters: readonly Parameter[];
  readonly edges: readonly Dependency[];
  readonly helpers: Helpers;
  readonly requirements: readonly Requirement[];
  readonly workspace: Workspace;
  /** `pandas: ">=3"`: what the meaning depends on. */
  readonly assumes: { readonly [distribution: string]: string };
}

export type Rung = 'function' | 'script' | 'joined';

export interface PipelineNode {
  /** Legal identifier, unique. */
  readonly name: string;
  readonly rung: Rung;
  /** How the text runs: joined nodes are functions or scripts, too. */
  readonly form: 'function' | 'script';
  readonly reasons: readonly { readonly rule: string; readonly detail?: string; readonly cell?: string }[];
  /** Original names, of a joined node. */
  readonly members?: readonly string[];
  /** The heading above its first cell. */
  readonly title?: string;
  /** Text under that heading, plain markdown. */
  readonly doc?: string;
  readonly cells: readonly { readonly id: string; readonly index: number }[];
  readonly inputs: readonly NodeInput[];
  readonly outputs: readonly NodeOutput[];
  readonly stateIn: readonly StateDataset[];
  readonly stateOut: readonly StateDataset[];
  /** Order datasets: what the node must wait for, and the one it gives. */
  readonly filesIn: readonly string[];
  readonly filesOut?: string;
  /** Imports and definitions stated again at the top of the body, then the user's text. */
  readonly restated: readonly TextPiece[];
  readonly body: readonly TextPiece[];
  /** Types of names that it takes or declares, where the notebook tells them and the language writes them. */
  readonly types: Readonly<Record<string, string>>;
  /** Names that the text assigns to and does not declare itself. */
  readonly declares: readonly string[];
  /** Runtime functions that the text uses: `show`, `display`, `shell`, …; `show as show_2` where the notebook has the name. */
  readonly runtime: readonly string[];
  /** Names bound by hoisted imports and moved helpers that the text uses. */
  readonly usesHelpers: readonly string[];
  readonly usesImports: readonly string[];
  /** Members of its inputs that the node leaves unchanged, and those of them that are used later: what guards watch. */
  readonly readsOnly: readonly string[];
  readonly usedLater: readonly string[];
  /** Datasets that the node takes or gives that hold the same data, of which later nodes change other parts. */
  readonly harmless?: readonly (readonly [string, string])[];
  /** Where the node changes names or frequencies of indexes in place: members of its inputs whose indexes these are. */
  readonly relabels?: readonly string[];
  /** States the node may touch, files it may read and write (`*`: any). */
  readonly touches: readonly string[];
  /** Modules of the notebook's own that have run before, in order. */
  readonly imported?: readonly string[];
  /** Those of them that the node changes, or what in them: no other node feels it, as far as the analysis knows. */
  readonly changes?: readonly string[];
  /** It may import some of them, to run or to load what it takes, after an earlier node has changed one. */
  readonly needsOwn?: boolean;
  /** Generators that the node seeds. */
  readonly seeds?: readonly string[];
  readonly fileReads: readonly string[];
  readonly fileWrites: readonly string[];
  readonly settings: Pick<CellIntent, 'retries' | 'timeout' | 'resources' | 'image' | 'env' | 'secrets' | 'cache' | 'metrics' | 'description'>;
}

export interface NodeInput {
  readonly dataset?: string;
  readonly parameter?: string;
  /** Members of the dataset. */
  readonly names: readonly string[];
  /** Those that the function takes as arguments. */
  readonly takes: readonly string[];
}

export interface NodeOutput {
  readonly dataset: string;
  readonly names: readonly string[];
  /** May be unbound at the end of the node. */
  readonly optional: readonly string[];
}

export interface StateDataset {
  readonly dataset: string;
  /** `random.numpy`, `options.pandas`, `cwd`, … as the runtime knows them. */
  readonly state: string;
}

/** The user's text, edited only where it must be; lines are moved, never re-printed. */
export interface TextPiece {
  readonly cell: string;
  readonly index: number;
  /** 1-based line in the cell's source of the first line of `text`. */
  readonly line: number;
  readonly text: string;
  /** Lines of `text` (0-based) that begin inside a string: never indented. */
  readonly fixedLines: readonly number[];
  /** Work that it began goes on before the next piece, as between two cells. */
  readonly pauses?: boolean;
}

export interface Dataset {
  readonly name: string;
  readonly names: readonly string[];
  readonly kind: 'value' | 'bundle' | 'state' | 'order' | 'file';
  /** Absent: a free input of the pipeline. */
  readonly producer?: string;
  readonly consumers: readonly string[];
  /** Certain type of the value, e.g. `pandas.DataFrame`. */
  readonly type?: string;
  readonly layer: string;
  /** For `file`: where it lies and how it is read. */
  readonly file?: { readonly path: string; readonly format: string; readonly options: { readonly [name: string]: Json } };
}

export interface Parameter {
  readonly name: string;
  readonly value: Json;
  readonly type: string;
  readonly comment?: string;
  readonly cell: string;
}

/** What every node may repeat: moved into a module of its own, in document order. */
export interface Helpers {
  /** Import lines for the top of modules, one name each: `import pandas as pd`. */
  readonly imports: readonly HoistedImport[];
  /** Functions, classes and constants. */
  readonly definitions: readonly HelperDefinition[];
  /** Option statements, run at the start of every node. */
  readonly setup: readonly TextPiece[];
  readonly setupUses: { readonly imports: readonly string[]; readonly helpers: readonly string[] };
  /** `from __future__` features, for the top of every file. */
  readonly futures: readonly string[];
}

export interface HoistedImport {
  /** The name bound. */
  readonly name: string;
  /** One line of source: `import numpy as np`, `from a import b as c`. */
  readonly text: string;
  readonly module: string;
  /** Of the language's standard library. */
  readonly standard: boolean;
}

export interface HelperDefinition {
  /** Names it binds. */
  readonly names: readonly string[];
  readonly kind: 'function' | 'class' | 'type' | 'constant';
  readonly piece: TextPiece;
  readonly usesHelpers: readonly string[];
  readonly usesImports: readonly string[];
  readonly runtime: readonly string[];
}

export interface Requirement {
  readonly distribution: string;
  /** Modules imported from it. */
  readonly modules: readonly string[];
  /** False: the name is a guess that is not installed, only told. */
  readonly certain: boolean;
}

export interface Workspace {
  /** Working directory of the nodes below the project, e.g. `workspace` or `workspace/a/b`. */
  readonly directory: string;
  /** Files to copy there: `from` relative to the notebook's folder, `to` relative to the project. */
  readonly files: readonly { readonly from: string; readonly to: string; readonly written: boolean }[];
}
