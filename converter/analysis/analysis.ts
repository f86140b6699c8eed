import type { Reported } from '../diagnostics/diagnostic.js';
import type { CellFacts, RungReason } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import type { CellLocation } from '../source/span.js';

/** An abstract object: all that one place in the text may create (per calling site). An index into `Analysis.places`. */
export type Loc = number;

/** `always`: on every path; `maybe`: on some, so what was there before can still be seen. */
export type Certainty = 'always' | 'maybe';

/** What is known of an abstract object. */
export interface Place {
  /** Certain type, e.g. `list`, `pandas.DataFrame`, `sklearn.estimator`; absent where not certain. */
  readonly type?: string | undefined;
  /** Id of the cell in whose text it is created. */
  readonly site: string;
  /** The function or class that it is: a body id of the facts. */
  readonly body?: string | undefined;
  /** The module that it is. */
  readonly module?: string | undefined;
  /** Using it changes it: iterators, generators, files, random generators. */
  readonly consumable?: boolean | undefined;
  /** It cannot be saved and loaded: open files, generators, locks, connections, … */
  readonly opaque?: boolean | undefined;
  /** Comparing it by identity matters (sentinels: `object()`). */
  readonly sentinel?: boolean | undefined;
  /** Nothing is known of what it is, and of what it is made of. */
  readonly foreign?: boolean | undefined;
  /** A view of this object, which saving separates: of its memory, with pandas below 3, or of its attributes. */
  readonly viewOf?: Loc | undefined;
}

/** What a name is bound to at some point. */
export interface Binding {
  /** Empty for an immutable scalar. */
  readonly locs: ReadonlySet<Loc>;
  readonly certainty: Certainty;
  /** Certain type of the value, scalars included (`int`, `str`, `float`, `bool`, `NoneType`). */
  readonly type?: string;
  /** The value is an `id()`: an address, which means nothing in another process. */
  readonly address?: boolean;
  /** Work that nobody has awaited may still bind the name, or change what it reaches. */
  readonly late?: boolean;
}

/** What a name is bound to from the end of a cell on. */
export interface Version {
  /** Index into `Analysis.cells`. */
  readonly cell: number;
  /** Absent: to nothing. */
  readonly binding: Binding | undefined;
}

/** What names are bound to at one point of a notebook, in the order in which they were first bound. */
export interface Exit extends Iterable<readonly [name: string, binding: Binding]> {
  get(name: string): Binding | undefined;
  has(name: string): boolean;
}

/** A read of a global name (or implicit variable `·…`) that the cell has not surely bound before, at top level or in code it may run. */
export interface Use {
  readonly name: string;
  readonly certainty: Certainty;
  readonly at: CellLocation;
  /** The calls that lead there, outermost first: empty for a read in the cell's own text. */
  readonly through: readonly CellLocation[];
  /** Why it counts as a read: `read`, `call`, `capture`, `query`, `exec`, `draw`, `option` (a library's own), `goes-by` (whatever it may be), `file`, … */
  readonly rule: string;
}

/** A binding that may still hold at the end of the cell. For an implicit variable also an update of it. */
export interface Definition {
  readonly name: string;
  readonly certainty: Certainty;
  readonly at: CellLocation;
  /** Of an implicit variable: where else the cell updates it, before that. */
  readonly earlier?: readonly CellLocation[];
  readonly through: readonly CellLocation[];
  readonly rule: string;
}

/** An in-place change of objects that exist beyond the cell's own temporaries. */
export interface Update {
  readonly locs: ReadonlySet<Loc>;
  readonly at: CellLocation;
  readonly through: readonly CellLocation[];
  /** `item`, `attribute`, `augmented`, `method:append`, `unknown-call`, `consumes`, … */
  readonly rule: string;
}

/** The identity of objects is looked at: `is`, `id()`, comparison where the type does not compare by value. */
export interface Observation {
  readonly locs: ReadonlySet<Loc>;
  readonly at: CellLocation;
}

/** A file that the cell's code (or code it runs) touches. */
export interface FileAccess {
  /** Normalised, relative to the notebook's folder, `/` between parts; `*` where it cannot be told. */
  readonly path: string;
  readonly mode: 'read' | 'write' | 'update' | 'list' | 'remove';
  readonly at: CellLocation;
  /** The text is absolute or leads above the notebook's folder. */
  readonly outside?: boolean;
  /** A folder, made with those above it. */
  readonly folders?: boolean;
  /** The text may be no path: no word of what is not there. */
  readonly isGuess?: boolean;
}

export interface CellAnalysis extends Reported {
  readonly cell: Cell;
  readonly facts: CellFacts;
  readonly uses: readonly Use[];
  readonly definitions: readonly Definition[];
  readonly deletions: readonly { readonly name: string; readonly certainty: Certainty }[];
  readonly updates: readonly Update[];
  readonly observations: readonly Observation[];
  readonly files: readonly FileAccess[];
  /** Functions and classes of the notebook that this cell's code may run, transitively: body ids. */
  readonly runs: ReadonlySet<string>;
  /** Modules of the notebook's own that it surely imports as the first, in order. */
  readonly ran?: readonly string[];
  /** Reasons in the cell's own top-level text and in the bodies that it may run. */
  readonly rungs: readonly RungReason[];
  /** Global names that libraries find by text, as in a query. */
  readonly named: ReadonlySet<string>;
  /** Text executed as code that cannot be read: it may read and bind any name. */
  readonly dynamic: boolean;
  /** The trailing expression surely has no value. */
  readonly givesNothing?: boolean;
  /** Work that nobody has awaited may go on after the cell. */
  readonly goesOn?: boolean;
  /** A figure that was drawn and not yet shown or saved at the end of the cell. */
  readonly pendingFigure: boolean;
}

/** The whole notebook's analysis: code cells that are not skipped, in document order. */
export interface Analysis extends Reported {
  readonly cells: readonly CellAnalysis[];
  readonly places: readonly Place[];
  /** By global name, in the order in which they are first bound: what it is bound to, each time that this changes. */
  readonly versions: ReadonlyMap<string, readonly Version[]>;
  /** One and the same in two analyses: so are the objects that names lead to, and what these hold. */
  readonly objects: object;
  /** What all global names are bound to at the end of cell number `at`; nothing, before the first. */
  exit(at: number): Exit;
  /** All objects reachable from `locs` (themselves included) at the end of cell number `at` (index into `cells`). */
  reach(at: number, locs: ReadonlySet<Loc>): ReadonlySet<Loc>;
  /** Those without the ways between an object and its views: a view counts only where something else holds it. */
  held(at: number, locs: ReadonlySet<Loc>): ReadonlySet<Loc>;
  /** Versions that library knowledge took for granted, e.g. `pandas: ">=3"`. */
  readonly assumes: { readonly [distribution: string]: string };
}
