import type { Json } from '../../converter/index.js';

/** What the user interface shows of one notebook. Immutable plain data, made by the worker; nothing here is computed again by whoever shows it. */
export interface PipelineView {
  /** `reading` before the first answer, `unusable` where no pipeline can be made of it (kernel, format). */
  readonly state: 'reading' | 'ready' | 'unusable';
  /** The notebook's name, or the one that its metadata gives the pipeline. */
  readonly name: string;
  readonly title?: string;
  readonly target: string;
  /** What runs the nodes. */
  readonly runner: 'python' | 'javascript';
  readonly targetOptions: { readonly [option: string]: Json };
  readonly cells: readonly CellView[];
  /** Document order. */
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  readonly parameters: readonly ParameterView[];
  readonly problems: readonly Problem[];
  readonly graph: GraphView;
  /** Whether any cell declares a node. */
  readonly isTagged: boolean;
}

export type Role = 'node' | 'setup' | 'parameters' | 'skip';

export interface CellView {
  readonly id: string;
  /** Position in the notebook, from 0. */
  readonly index: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  /** What the author wrote; absent on an untagged cell. */
  readonly role?: Role;
  /** The node's name as the author wrote it; for an untagged cell that of the node above, which it belongs to. */
  readonly node?: string;
  /** Untagged code above the first node. */
  readonly isSetup?: boolean;
  /** Name of the plan's node that runs the cell; absent where nothing of the cell is run by one. */
  readonly runsIn?: string;
  /** Index into the colours of nodes. */
  readonly colour?: number;
  /** First code cell of its node: carries what goes in and out. */
  readonly isFirst: boolean;
}

export interface NodeView {
  /** Unique in the plan: a legal identifier. */
  readonly name: string;
  /** Names that the author gave it; more than one where nodes were joined. */
  readonly authored: readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly rung: 'function' | 'script' | 'joined';
  /** Why it is a script or joined, in words. */
  readonly because: readonly string[];
  readonly cells: readonly { readonly id: string; readonly index: number }[];
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
  readonly colour: number;
  /** Settings such as retries and timeout, as the author wrote them. */
  readonly settings: { readonly [key: string]: Json };
  /** The cells that a user should look at: severity of the worst problem. */
  readonly worst?: 'error' | 'warning';
}

/** One thing that goes into or comes out of a node. */
export interface PortView {
  /** The variable, parameter or file, or what is passed in words. */
  readonly name: string;
  readonly kind: 'value' | 'parameter' | 'file' | 'state' | 'order';
  /** `declared`: the author says so and the code agrees; `contradicted`: the code does not. */
  readonly standing: 'inferred' | 'declared' | 'contradicted';
  /** Names of the nodes at the other end. */
  readonly others: readonly string[];
  /** Certain type: `pandas.DataFrame`. */
  readonly type?: string;
}

export interface EdgeView {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
  /** Nothing passes but the order. */
  readonly isOrder: boolean;
  /** The author asked for it; the code alone would not. */
  readonly isDeclared: boolean;
  readonly reasons: readonly ReasonView[];
}

export interface ReasonView {
  readonly text: string;
  readonly reader: Place;
  readonly writer?: Place;
}

export interface Place {
  readonly cell: string;
  /** Offsets in the cell's source. */
  readonly span?: { readonly from: number; readonly to: number };
}

export interface ParameterView {
  readonly name: string;
  readonly value: Json;
  readonly type: string;
  readonly comment?: string;
  readonly cell: string;
}

export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly hint?: string;
  readonly at?: Place;
  /** Number of the cell as people count, and line in it. */
  readonly cellNumber?: number;
  readonly line?: number;
  readonly related: readonly { readonly message: string; readonly at: Place; readonly cellNumber?: number }[];
  readonly fixes: readonly Fix[];
}

/** A change that answers a problem, as data; `model/fixes.ts` carries it out. */
export type Fix =
  | { readonly kind: 'declare' | 'undeclare'; readonly field: 'inputs' | 'outputs' | 'after'; readonly name: string; readonly node: string }
  | { readonly kind: 'undeclare-all'; readonly field: 'inputs' | 'outputs'; readonly node: string }
  | { readonly kind: 'join'; readonly nodes: readonly string[]; readonly name: string }
  | { readonly kind: 'tag'; readonly cells: readonly string[]; readonly node: string }
  | { readonly kind: 'role'; readonly cells: readonly string[]; readonly role: 'setup' | 'parameters' | 'skip' }
  | { readonly kind: 'parameter'; readonly cell: string; readonly from: number; readonly to: number; readonly name: string; readonly value: string }
  | { readonly kind: 'convert'; readonly cell: string; readonly from: number; readonly to: number; readonly text: string; readonly isComment: boolean }
  | { readonly kind: 'retag'; readonly cell: string }
  | { readonly kind: 'suggest' };

/** The graph with coordinates; node boxes have the nodes' names as ids, files `file:…`. */
export interface GraphView {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly GraphBox[];
  readonly arrows: readonly GraphArrow[];
}

export interface GraphBox {
  readonly id: string;
  readonly kind: 'function' | 'script' | 'joined' | 'file';
  readonly label: string;
  readonly detail: string;
  /** Of the centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphArrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isOrder: boolean;
  readonly isDeclared: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Centre of the label. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** A proposal for an untagged notebook: what each cell would become. */
export interface Suggestion {
  readonly cells: readonly SuggestedCell[];
}

export interface SuggestedCell {
  readonly id: string;
  readonly index: number;
  readonly role: Role;
  readonly node?: string;
}

export const emptyGraph: GraphView = { width: 0, height: 0, boxes: [], arrows: [] };

/** What is shown of a notebook before anything is known of it. */
export const unread = (name: string): PipelineView => ({
  state: 'reading',
  name,
  target: 'kedro',
  runner: 'python',
  targetOptions: {},
  cells: [],
  nodes: [],
  edges: [],
  parameters: [],
  problems: [],
  graph: emptyGraph,
  isTagged: false
});
