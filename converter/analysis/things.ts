import type { CellLocation, Span } from '../source/span.js';
import type { Loc, Place } from './analysis.js';
import type { Arguments } from './arguments.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import type { Abstract } from './value.js';

/** An abstract object as the walk sees it. */
export interface Thing {
  readonly type?: string | undefined;
  /** Id of the cell in whose text it is made. */
  readonly site: string;
  readonly body?: string | undefined;
  /** Dotted path of a library's module, function, type or constant. */
  readonly path?: string | undefined;
  /** A method not yet called; its object is held. */
  readonly method?: string | undefined;
  readonly consumable?: boolean | undefined;
  readonly opaque?: boolean | undefined;
  readonly sentinel?: boolean | undefined;
  /** Nothing is known of what it is, and of what it is made of. */
  readonly foreign?: boolean | undefined;
  /** What text gave that nobody could read: its functions may look for any name. */
  readonly executed?: boolean | undefined;
  /** Path of the function that made it, where nothing is known of its library. */
  readonly maker?: string | undefined;
  /** A module beside the notebook gave it, and goes on using it. */
  readonly kept?: boolean | undefined;
  /** Whose memory it shares. */
  readonly viewOf?: Loc | undefined;
  /** Draws with a seed of its own. */
  readonly seeded?: boolean | undefined;
  /** Of a function: its defaults by parameter. */
  readonly defaults?: ReadonlyMap<string, Abstract> | undefined;
  /** What using it up runs: a generator's or coroutine's body. */
  readonly resumes?: { readonly code: Loc; readonly args: Arguments } | undefined;
  /** What it is a part of: to change it is to change that. */
  readonly owner?: Loc | undefined;
  /** Made by a body that was gone through alone. */
  readonly passing?: boolean | undefined;
  readonly cell: number;
}

export const here = (m: Machine, span: Span): CellLocation => m.origin ?? { cell: m.cellId, span };

/** In place of the calls around, where there are none. */
export const aloneContext = 'alone';

/** The object made at a place in the text, one for each context; made on first sight. */
export function allocate(m: Machine, tag: string, span: Span, facts: Partial<Omit<Thing, 'site' | 'cell'>> = {}): Loc {
  return intern(m, `${m.cellId}:${span.from}:${span.to}:${tag}:${m.context}`, facts);
}

export function intern(m: Machine, key: string, facts: Partial<Omit<Thing, 'site' | 'cell'>>, site: string = m.cellId): Loc {
  const known = m.interned.get(key);
  if (known !== undefined) {
    const thing = m.things[known];
    if (thing?.type !== undefined && 'type' in facts && facts.type !== thing.type) amend(m, known, { type: undefined });
    return known;
  }
  const traits = m.knowledge.type(facts.type);
  const thing: Thing = {
    consumable: traits.consumable,
    opaque: traits.opaque,
    sentinel: traits.sentinel,
    ...facts,
    ...(m.context === aloneContext && { passing: true }),
    site,
    cell: m.cellIndex
  };
  if (thing.consumable) m.consumables++;
  if (m.active.length > 0) m.steps--;
  m.things.push(thing);
  m.interned.set(key, m.things.length - 1);
  return m.things.length - 1;
}

export const nothing: Thing = { site: '', cell: 0 };

/** So many objects more or fewer in a cell, and those of the cells after it are numbered as before. */
const block = 32;

/** The number of the next cell's first object. */
export const nextBlock = ({ things }: Machine): Loc => Math.ceil(things.length / block) * block;

/** A cell begins: its objects are numbered from a round number on. */
export function openBlock(m: Machine): void {
  const first = nextBlock(m);
  while (m.things.length < first) m.things.push(nothing);
  if (m.amended) m.amended.own = first;
}

/** More is known of an object than before. */
export function amend(m: Machine, loc: Loc, facts: Partial<Pick<Thing, 'type' | 'opaque' | 'seeded' | 'kept'>>): void {
  const before = m.things[loc];
  if (!before) return;
  const after = { ...before, ...facts };
  m.amended?.note(loc, before, after);
  m.things[loc] = after;
  if (before.cell !== m.cellIndex) m.isAmended = true;
}

/** The object that stands for a library's module, function, type or constant. */
export function libraryThing(m: Machine, path: string): Loc {
  const canonical = m.knowledge.canonical(path);
  // What is the process's own state must stay what it is: a copy would be changed in its place.
  const opaque = m.knowledge.state(canonical) !== undefined;
  return intern(m, `library:${canonical}`, { path: canonical, ...(opaque && { opaque }) });
}

/** An object owned by another, always the same one. */
export function ownedThing(m: Machine, owner: Loc, key: string, facts: Partial<Omit<Thing, 'site' | 'cell'>>): Loc {
  const isView = m.knowledge.type(facts.type).view === true;
  return intern(m, `part:${owner}:${key}:${facts.type ?? ''}`, { ...facts, owner, viewOf: isView ? owner : facts.viewOf }, m.things[owner]?.site);
}

export const thing = (m: Machine, loc: Loc): Thing => m.things[loc] ?? nothing;

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

/** The type of what is copied or calculated from a view: that is none. */
export function withoutView(m: Machine, type: string | undefined): string | undefined {
  const { view, bases } = m.knowledge.type(type);
  return view ? bases?.[0] : type;
}

export const ofLocs = (m: Machine, locs: LocSet): Abstract => ({ locs, type: commonType(m, locs) });

export const placeOf = ({ type, site, body, path, consumable, opaque, sentinel, foreign, viewOf }: Thing): Place => ({
  site,
  type,
  body,
  module: path,
  consumable,
  opaque,
  sentinel,
  foreign,
  viewOf
});
