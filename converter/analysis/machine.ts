import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Body, CellFacts, RungReason } from '../languages/language.js';
import type { CellLocation, Span } from '../source/span.js';
import type { FileAccess, Loc, Place } from './analysis.js';
import type { Beyond } from './beyond.js';
import { environment, type Environment } from './environment.js';
import { emptyHeap, type Heap } from './heap.js';
import type { Knowledge } from '../languages/knowledge.js';
import { noLocs, only, type LocSet } from './locs.js';
import type { Abstract } from './value.js';
import type { Arguments } from './arguments.js';

/** An abstract object as the walk sees it. */
export interface Thing {
  type?: string | undefined;
  readonly site: CellLocation;
  readonly body?: string | undefined;
  /** Dotted path of a library's module, function, type or constant. */
  readonly path?: string | undefined;
  /** A method not yet called; its object is held. */
  readonly method?: string | undefined;
  readonly consumable?: boolean | undefined;
  readonly opaque?: boolean | undefined;
  readonly sentinel?: boolean | undefined;
  readonly pandasView?: boolean | undefined;
  /** Draws with a seed of its own. */
  seeded?: boolean | undefined;
  /** Of a function: its defaults by parameter. */
  readonly defaults?: ReadonlyMap<string, Abstract> | undefined;
  /** What using it up runs: a generator's or coroutine's body. */
  readonly resumes?: { readonly code: Loc; readonly args: Arguments } | undefined;
  readonly cell: number;
}

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
  dynamic: boolean;
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
  /** Names that the present passes through loops read before binding them. */
  readonly passes: { readonly start: number; readonly reads: Set<string> }[];
}

/** The whole state of the walk. */
export interface Machine {
  readonly knowledge: Knowledge;
  readonly builtins: ReadonlySet<string>;
  readonly analyzeText: ((text: string, id: string) => CellFacts) | undefined;
  readonly things: Thing[];
  readonly interned: Map<string, Loc>;
  readonly heap: Heap;
  globals: Environment;
  unit: Unit;
  readonly bodies: Map<string, { readonly body: Body; readonly cell: string; readonly facts: CellFacts; readonly origin?: CellLocation | undefined }>;
  /** Bodies that hold other bodies: their locals may be captured. */
  readonly outer: Set<string>;
  readonly memo: Map<string, Remembered[]>;
  /** Runs of bodies that are under way. */
  readonly active: Activation[];
  cellIndex: number;
  cellId: string;
  /** The calls around, innermost last: where objects made now belong. */
  context: string;
  tick: number;
  /** Bodies that may still be run in this cell. */
  budget: number;
  /** Expressions that the bodies run in this cell may still evaluate. */
  steps: number;
  overrun: boolean;
  /** Inside how many calls the callee is guessed from what is within reach. */
  guessing: number;
  /** What unfinished recursions of this cell gave so far. */
  readonly partial: Map<string, { readonly args: readonly Abstract[]; readonly result: Abstract; readonly effects: Effects }>;
  /** How often a running body was called with more than it is being walked with. */
  widenings: number;
  /** Calls in this cell that are not looked into any more. */
  beyond: Beyond | undefined;
  /** Some module that binds unknown names was imported. */
  openNames: boolean;
  consumables: number;
  codes: number;
  drawers: number;
  /** Objects of classes of the notebook. */
  instances: number;
  readonly diagnostics: Diagnostic[];
  readonly patched: Set<string>;
  /** Paths of files that the notebook has written so far. */
  readonly written: Set<string>;
  /** Known modules of which all names were imported. */
  readonly stars: string[];
  /** Objects that hold addresses of others. */
  readonly addresses: Set<Loc>;
  /** Iterators that are being used up at this moment. */
  readonly consuming: Set<Loc>;
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

export const emptyEffects = (): Effects => ({
  uses: new Map(),
  writes: new Map(),
  updates: new Map(),
  observations: new Map(),
  files: new Map(),
  runs: new Set(),
  rungs: new Map(),
  dynamic: false,
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
    passes: []
  };
}

export function newMachine(knowledge: Knowledge, builtins: ReadonlySet<string>, analyzeText: Machine['analyzeText']): Machine {
  const clock = { tick: 0 };
  const unit = newUnit(clock);
  return {
    knowledge,
    builtins,
    analyzeText,
    things: [],
    interned: new Map(),
    heap: emptyHeap(),
    globals: environment(),
    unit,
    bodies: new Map(),
    outer: new Set(),
    memo: new Map(),
    active: [],
    cellIndex: 0,
    cellId: '',
    context: '',
    tick: clock.tick,
    budget: 0,
    steps: 0,
    overrun: false,
    guessing: 0,
    partial: new Map(),
    widenings: 0,
    beyond: undefined,
    openNames: false,
    consumables: 0,
    codes: 0,
    drawers: 0,
    instances: 0,
    diagnostics: [],
    patched: new Set(),
    written: new Set(),
    stars: [],
    addresses: new Set(),
    consuming: new Set(),
    deleted: new Set(),
    given: new Map(),
    origin: undefined,
    assumes: new Map()
  };
}

export const here = (m: Machine, span: Span): CellLocation => m.origin ?? { cell: m.cellId, span };

/** The object made at a place in the text, one for each context; made on first sight. */
export function allocate(m: Machine, tag: string, span: Span, facts: Partial<Omit<Thing, 'site' | 'cell'>> = {}): Loc {
  return intern(m, `${m.cellId}:${span.from}:${span.to}:${tag}:${m.context}`, here(m, span), facts);
}

export function intern(m: Machine, key: string, site: CellLocation, facts: Partial<Omit<Thing, 'site' | 'cell'>>): Loc {
  const known = m.interned.get(key);
  if (known !== undefined) {
    const thing = m.things[known];
    if (thing && facts.type !== thing.type && 'type' in facts) thing.type = undefined;
    if (thing?.seeded && facts.seeded === false) thing.seeded = false;
    return known;
  }
  const traits = facts.type === undefined ? undefined : m.knowledge.type(facts.type);
  const thing: Thing = {
    ...(traits?.consumable && { consumable: true }),
    ...(traits?.opaque && { opaque: true }),
    ...(traits?.sentinel && { sentinel: true }),
    ...(traits?.pandasView && { pandasView: true }),
    ...facts,
    site,
    cell: m.cellIndex
  };
  if (thing.consumable) m.consumables++;
  if (thing.body !== undefined || thing.method !== undefined || thing.path !== undefined) m.codes++;
  if (traits?.draws !== undefined) m.drawers++;
  m.things.push(thing);
  m.interned.set(key, m.things.length - 1);
  return m.things.length - 1;
}

/** The object that stands for a library's module, function, type or constant. */
export function libraryThing(m: Machine, path: string): Loc {
  const canonical = m.knowledge.canonical(path);
  return m.interned.get(`library:${canonical}`) ?? intern(m, `library:${canonical}`, { cell: m.cellId }, { path: canonical });
}

/** An object owned by another, always the same one. */
export function ownedThing(m: Machine, owner: Loc, key: string, facts: Partial<Omit<Thing, 'site' | 'cell'>>): Loc {
  return intern(m, `part:${owner}:${key}:${facts.type ?? ''}`, m.things[owner]?.site ?? { cell: m.cellId }, facts);
}

export const thing = (m: Machine, loc: Loc): Thing => m.things[loc] ?? { site: { cell: '' }, cell: 0 };

export const fresh = (m: Machine, tag: string, span: Span, type?: string): Abstract => ({ locs: only(allocate(m, tag, span, type === undefined ? {} : { type })), type });

/** Types of the objects of a value where all have one and the same. */
export function commonType(m: Machine, locs: LocSet): string | undefined {
  let type: string | undefined;
  for (const loc of locs) {
    const own = thing(m, loc).type;
    if (own === undefined || (type !== undefined && type !== own)) return undefined;
    type = own;
  }
  return type;
}

export const ofLocs = (m: Machine, locs: LocSet): Abstract => (locs.size === 0 ? { locs: noLocs } : { locs, type: commonType(m, locs) });

export const placeOf = ({ type, site, body, path, consumable, opaque, sentinel, pandasView }: Thing): Place => ({
  site,
  ...(type !== undefined && { type }),
  ...(body !== undefined && { body }),
  ...(path !== undefined && { module: path }),
  ...(consumable && { consumable }),
  ...(opaque && { opaque }),
  ...(sentinel && { sentinel }),
  ...(pandasView && { pandasView })
});
