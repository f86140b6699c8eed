import type { Body, RungReason } from '../languages/language.js';
import type { CellLocation } from '../source/span.js';
import type { FileAccess, Loc } from './analysis.js';
import { environment, type Environment, type Slot } from './environment.js';
import type { Late } from './late.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import type { Abstract } from './value.js';

/** A use with the tick that decides whether an enclosing unit had bound the name before. */
export interface Exposed {
  readonly name: string;
  readonly certainty: 'always' | 'maybe';
  readonly at: CellLocation;
  readonly through: readonly CellLocation[];
  readonly rule: string;
  /** Tick since which the name was bound when it was read. */
  readonly since: number;
}

export interface Written {
  readonly at: CellLocation;
  readonly through: readonly CellLocation[];
  readonly rule: string;
  readonly deletes: boolean;
  /** Of hidden state: where else the unit has changed it before. */
  readonly earlier?: readonly CellLocation[];
}

export interface Changed {
  locs: LocSet;
  readonly at: CellLocation;
  readonly through: readonly CellLocation[];
  readonly rule: string;
}

/** Everything that a cell, or one run of a body, does to what lies outside it. */
export interface Effects {
  readonly uses: Map<string, Exposed>;
  readonly writes: Map<string, Written>;
  readonly updates: Map<string, Changed>;
  readonly observations: Map<string, { locs: LocSet; readonly at: CellLocation }>;
  readonly files: Map<string, FileAccess>;
  readonly runs: Set<string>;
  readonly rungs: Map<string, RungReason>;
  /** Global names that libraries find by text. */
  readonly named: Set<string>;
  /** Work that was begun and not awaited, by what stands for it. */
  readonly started: Map<Loc, Late>;
  dynamic: boolean;
  /** Looked at all names: another run may find more of them. */
  wide: boolean;
  figure: 'drawn' | 'shown' | undefined;
}

/** A cell, or one run of a body, while it is being walked. */
export interface Unit {
  readonly parent?: Unit | undefined;
  readonly start: number;
  readonly effects: Effects;
  /** What its outcome depends on: names read as they were, objects looked into. */
  readonly readNames: Map<string, Abstract | undefined>;
  readonly readLocs: Map<Loc, number>;
  locals: Environment;
  /** Class bodies being run, innermost last. */
  readonly classes: Environment[];
  readonly frame?: Loc | undefined;
  readonly body?: Body | undefined;
  returned: Abstract | undefined;
  yielded: Abstract | undefined;
  /** Depth of branches and loops. */
  maybe: number;
  /** A conditional return lies behind: what follows runs only on some paths. */
  escaped: boolean;
  /** What locals were bound to inside code that may end anywhere, innermost last. */
  readonly begun: Map<string, Slot>[];
  /** Names that the present passes through loops read before binding them. */
  readonly passes: { readonly start: number; readonly reads: Set<string> }[];
}

const emptyEffects = (): Effects => ({
  uses: new Map(),
  writes: new Map(),
  updates: new Map(),
  observations: new Map(),
  files: new Map(),
  runs: new Set(),
  rungs: new Map(),
  named: new Set(),
  started: new Map(),
  dynamic: false,
  wide: false,
  figure: undefined
});

export function newUnit(m: Pick<Machine, 'tick'>, given: { parent?: Unit; body?: Body; frame?: Loc } = {}): Unit {
  return {
    ...given,
    start: ++m.tick,
    effects: emptyEffects(),
    readNames: new Map(),
    readLocs: new Map(),
    locals: environment(),
    classes: [],
    returned: undefined,
    yielded: undefined,
    maybe: 0,
    escaped: false,
    begun: [],
    passes: []
  };
}
