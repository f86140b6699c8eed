import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Knowledge } from '../languages/knowledge.js';
import type { Body, CellFacts, RungReason } from '../languages/language.js';
import type { OwnModule } from '../languages/modules.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Certainty, Loc } from './analysis.js';
import type { Arguments } from './arguments.js';
import type { Beyond } from './spread.js';
import { amendments, type Amendments } from './amended.js';
import type { Environment, Slot } from './environment.js';
import { noExits, type Exits } from './exits.js';
import type { Late } from './late.js';
import { emptyHeap, type Heap } from './heap.js';
import { limits } from './limits.js';
import type { Thing } from './things.js';
import type { Trace } from './trace.js';
import { containers } from './traced.js';
import { newUnit, type Effects, type Unit } from './unit.js';
import type { Abstract } from './value.js';

/** The whole state of the walk. */
export interface Machine {
  /** Hears what cells look at and change, where somebody asked for that. */
  readonly trace: Trace | undefined;
  readonly knowledge: Knowledge;
  readonly builtins: ReadonlySet<string>;
  readonly own: OwnModules;
  readonly analyzeText: ((text: string, id: string) => CellFacts) | undefined;
  readonly things: Thing[];
  /** Listens to what becomes of objects that earlier cells made. */
  readonly amended: Amendments | undefined;
  readonly interned: Map<string, Loc>;
  readonly heap: Heap;
  globals: Environment;
  /** Names that the cell has bound anew. */
  readonly changed: Set<string>;
  /** What names are bound to at the end of the cells so far. */
  exits: Exits;
  /** In this cell an object of an earlier one has turned out to be of another type. */
  isAmended: boolean;
  unit: Unit;
  readonly bodies: Map<string, KnownBody>;
  /** Bodies that hold other bodies: their locals may be captured. */
  readonly outer: Set<string>;
  readonly memo: Map<string, Remembered[]>;
  /** Runs of bodies that are under way. */
  readonly active: Activation[];
  /** How often the call of an object is under way, by object and number of runs around it. */
  readonly calling: Map<string, number>;
  /** Such a call went round in circles: for the rest of the cell, calls of objects may do anything. */
  circling: boolean;
  cellIndex: number;
  cellId: string;
  /** The calls around, innermost last: where objects made now belong. */
  context: string;
  tick: number;
  /** Expressions that the bodies run in this cell may still evaluate. */
  steps: number;
  /** The same for all cells that are still to come. */
  stepsLeft: number;
  /** The same of calls into modules beside the notebook. */
  ownStepsLeft: number;
  /** Expressions that loops in the cell's own text may still evaluate again. */
  repeats: number;
  /** A loop there is gone through again. */
  isAgain: boolean;
  overrun: boolean;
  /** Bodies whose calls were said to be too large. */
  readonly told: Set<string>;
  /** Inside how many calls the callee is guessed from what is within reach. */
  guessing: number;
  /** What unfinished recursions of this cell gave so far. */
  readonly partial: Map<string, { readonly args: readonly Abstract[]; readonly result: Abstract; readonly effects: Effects }>;
  /** Calls in this cell that are not looked into any more. */
  beyond: Beyond | undefined;
  /** Some module that binds unknown names was imported. */
  openNames: boolean;
  consumables: number;
  /** Objects that hold memory as it was found. */
  readonly unfilled: Set<Loc>;
  /** Generators that were made without a seed, until that has been told. */
  readonly unseeded: Set<Loc>;
  /** Objects of classes of the notebook. */
  instances: number;
  readonly diagnostics: Diagnostic[];
  /** Paths in libraries that the notebook has changed, with the names of the state that this is. */
  readonly patched: Map<string, string>;
  /** State of libraries' own that the notebook has changed. */
  readonly kept: Set<string>;
  /** Paths that are sure to be modules. */
  readonly modules: Set<string>;
  /** The call that is a statement of its own. */
  alone: Span | undefined;
  /** Names of state that lasts until it is ended. */
  readonly lasting: Set<string>;
  /** Paths of files that the notebook has written so far. */
  readonly written: Set<string>;
  /** Names of the state of files that were ever open for writing. */
  readonly opened: Set<string>;
  /** Handles of files that one place in a loop opens. */
  readonly openedOften: Set<Loc>;
  /** Known modules of which all names were imported. */
  stars: readonly { readonly module: string; readonly cell: number; readonly span: Span }[];
  /** Names that only they can have bound, read in later cells. */
  readonly starNames: Map<string, readonly { readonly cell: number; readonly span: Span; readonly value: Abstract; readonly certainty: Certainty }[]>;
  /** Work of earlier cells that is under way, by what stands for it. */
  readonly late: Map<Loc, Late>;
  /** Objects that hold addresses of others. */
  readonly addresses: Set<Loc>;
  /** Generators that clean up where they are left, and the calls that made them. */
  readonly waiting: Map<Loc, CellLocation>;
  /** Exceptions that the notebook made itself, and what it sent to generators. */
  readonly raised: Set<Loc>;
  /** Iterators that are being used up at this moment. */
  readonly consuming: Set<Loc>;
  /** What names were bound to inside code that may end anywhere, innermost last. */
  readonly begun: Map<string, Slot>[];
  /** Names that the present cell may delete. */
  readonly deleted: Set<string>;
  /** Arguments that callables were given in advance. */
  readonly given: Map<Loc, Arguments>;
  /** While text that is executed as code is walked: the call that does. */
  origin: CellLocation | undefined;
  readonly assumes: Map<string, string>;
}

/** The outcome of an earlier run of a body, and what it depended on. */
export interface Remembered {
  readonly names: ReadonlyMap<string, Abstract | undefined>;
  readonly locs: ReadonlyMap<Loc, number>;
  readonly effects: Effects;
  /** What global names were bound to at its end. */
  readonly bound: ReadonlyMap<string, { readonly value: Abstract; readonly state: 'bound' | 'maybe' | 'deleted' | 'unbound'; readonly sure: boolean }>;
  readonly result: Abstract;
}

export interface Activation {
  readonly body: string;
  readonly code: Loc;
  readonly key: string;
  args: readonly Abstract[];
  result: Abstract;
  effects: Effects | undefined;
  recursive: boolean;
}

/** A function, lambda or class whose text the walk has. */
export interface KnownBody {
  readonly body: Body;
  readonly cell: string;
  readonly rungs: readonly RungReason[];
  readonly origin?: CellLocation | undefined;
  /** It stands in a module beside the notebook. */
  readonly isOwn: boolean;
}

/** Modules beside the notebook. */
export interface OwnModules {
  find: (path: string) => OwnModule | undefined;
  /** What was found so far, by path. */
  readonly found: Map<string, CellFacts | undefined>;
  /** Those that the notebook has imported, and whether it surely has. */
  readonly ran: Map<string, boolean>;
  /** What they have, by path. */
  readonly contents: Map<string, ModuleContents>;
  /** A call into one is being followed. */
  isCalling: boolean;
  /** Expressions that calls into them may still evaluate for the present cell. */
  steps: number;
  /** Those that the present cell surely imports as the first. */
  readonly now: string[];
  /** The one whose text is being walked. */
  running: OwnModule | undefined;
}

/** A module with the names that it has after its import, and its own objects: those from one number to another. */
export interface ModuleContents {
  readonly own: OwnModule;
  readonly globals: Environment;
  readonly from: Loc;
  readonly to: Loc;
}

/** What a walk is given. */
type Given = Pick<Machine, 'knowledge' | 'builtins' | 'analyzeText'> & Pick<OwnModules, 'find'>;

/** A walk's state before its first cell; a `trace` hears what cells look at and change of all that stays from one to the next. */
export function newMachine({ find, ...given }: Given, trace?: Trace): Machine {
  const clock = { tick: 0 };
  const unit = newUnit(clock);
  const things: Thing[] = [];
  const { map, set } = containers(trace);
  const changed = new Set<string>();
  return {
    steps: 0,
    stepsLeft: limits.all,
    ownStepsLeft: limits.allOwn,
    guessing: 0,
    consumables: 0,
    instances: 0,
    trace,
    ...given,
    own: { find, found: new Map(), ran: map(), contents: map(), isCalling: false, steps: 0, now: [], running: undefined },
    things,
    amended: trace && amendments(things, trace),
    interned: map(),
    heap: emptyHeap(trace),
    globals: { slots: map(), changed },
    changed,
    exits: noExits(),
    isAmended: false,
    unit,
    bodies: map(),
    outer: set(),
    memo: map(),
    active: [],
    calling: new Map(),
    circling: false,
    cellIndex: 0,
    cellId: '',
    context: '',
    tick: clock.tick,
    repeats: 0,
    isAgain: false,
    overrun: false,
    told: set(),
    partial: new Map(),
    beyond: undefined,
    openNames: false,
    unfilled: set(),
    unseeded: set(),
    diagnostics: [],
    patched: map(),
    kept: set(),
    modules: set(),
    alone: undefined,
    lasting: set(),
    written: set(),
    opened: set(),
    openedOften: set(),
    stars: [],
    starNames: map(),
    late: map(),
    waiting: map(),
    addresses: set(),
    raised: set(),
    consuming: new Set(),
    begun: [],
    deleted: new Set(),
    given: map(),
    origin: undefined,
    assumes: map()
  };
}
