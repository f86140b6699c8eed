import type { Body } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { runAlone } from './alone.js';
import type { Loc } from './analysis.js';
import { asksForClass, changedCode, namesPassed } from './codechanges.js';
import { bindMaybe, noteBody, put, readGlobal, update } from './effects.js';
import { lookUp, type Slot } from './environment.js';
import { anyKey, hidden } from './heap.js';
import { isClass } from './instances.js';
import { changeable } from './library.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { extend, type Reach } from './reach.js';
import { allocate, thing } from './things.js';
import type { Unit } from './unit.js';

/** What is within reach, and what is given on the way. */
interface Within {
  readonly reach: Reach;
  readonly passed: Reach;
}

const newWithin = (follows?: Reach['follows']): Within => ({ reach: { seen: new Map(), follows }, passed: { seen: new Map(), follows } });

/** What the calls of one cell that are not looked into may reach together. */
export interface Beyond {
  readonly from: Set<Loc>;
  /** What the code within reach makes and gives each other: what that holds is within reach. */
  readonly passing: Set<Loc>;
  readonly all: Within;
  /** The same, but not by way of what an object is made by. */
  readonly data: Within;
  /** Functions and classes within reach, by body. */
  readonly code: Map<string, { readonly loc: Loc; readonly body: Body }>;
  /** Bodies of which it is not known yet what they do by themselves. */
  readonly pending: Set<{ readonly loc: Loc; readonly body: Body }>;
  /** Globals that they name, as they were when last looked at; whether one of them binds it, and whether one passes it on. */
  readonly names: Map<string, { slot: Slot | undefined; readonly isBound: boolean; readonly isPassed: boolean }>;
  readonly changed: Set<Loc>;
  readonly classes: Set<Loc>;
  /** Classes that objects may come to hold. */
  readonly kept: Set<Loc>;
  /** Some code asks objects for their classes. */
  asks: boolean;
  /** What is found meanwhile is gone through in the next round. */
  isSpreading: boolean;
  /** Stands for all that such calls make. */
  readonly result: Loc;
  /** Stands for all objects of classes of the notebook that such calls make. */
  readonly instance: Loc;
  /** Stands for what the code within reach is given by each other. */
  readonly given: Loc;
  readonly span: Span;
}

export const newBeyond = (m: Machine, span: Span): Beyond => ({
  from: new Set(),
  passing: new Set(),
  all: newWithin(key => key !== hidden.variables),
  data: newWithin(key => key !== hidden.type && key !== hidden.base && key !== hidden.variables),
  code: new Map(),
  pending: new Set(),
  names: new Map(),
  changed: new Set(),
  classes: new Set(),
  kept: new Set(),
  asks: false,
  isSpreading: false,
  result: allocate(m, 'beyond', span),
  instance: allocate(m, 'beyond-instance', span),
  given: allocate(m, 'beyond-given', span),
  span
});

/** Goes through all within reach that has not been gone through. It counts for the cell: bodies under way may be walked once more, and this is not. */
export function spread(m: Machine, beyond: Beyond): void {
  const { unit } = m;
  const outermost = outside(unit);
  m.unit = outermost;
  outermost.maybe++;
  beyond.isSpreading = true;
  do findMore(m, beyond);
  while (runPending(m, beyond));
  beyond.isSpreading = false;
  outermost.maybe--;
  m.unit = unit;
}

function outside(unit: Unit): Unit {
  return unit.body && unit.parent ? outside(unit.parent) : unit;
}

/** What bodies do by themselves may bring more within reach. */
function runPending(m: Machine, { pending, given, span }: Beyond): boolean {
  const bodies = [...pending];
  pending.clear();
  for (const { loc, body } of bodies) runAlone(m, loc, body, { locs: only(given) }, span);
  return bodies.length > 0;
}

/** Notes what changes within reach. */
function findMore(m: Machine, beyond: Beyond): void {
  const { code, changed, classes, kept, result, span } = beyond;
  const [knownCode, knownKept] = [code.size, kept.size];
  const found = within(m, beyond);
  const more = changeable(m, new Set(found.filter(loc => thing(m, loc).body === undefined)));
  for (const loc of found) if (isClass(m, loc)) classes.add(loc);
  for (const { body } of [...code.values()].slice(knownCode)) beyond.asks ||= asksForClass(m, body);
  // Objects hold classes only where code may have asked for them: each class that all of them hold is one more that any call may make.
  const held = new Set([...classes].filter(loc => !kept.has(loc) && (beyond.asks || beyond.data.reach.seen.has(loc))));
  for (const loc of held) kept.add(loc);
  put(m, only(beyond.instance), hidden.type, { locs: new Set(classes) });
  update(m, more, span, 'unknown-call');
  put(m, only(result), anyKey, { locs: new Set([...more, ...held, beyond.instance]) });
  put(m, changed, anyKey, { locs: held });
  put(m, more, anyKey, { locs: union(only(result), kept) });
  for (const loc of more) changed.add(loc);
  // Where objects may hold another class, code found before may be given it.
  for (const { body } of [...code.values()].slice(kept.size > knownKept ? 0 : knownCode))
    for (const { locs, key } of changedCode(m, body, kept)) {
      update(m, locs, span, 'unknown-call');
      put(m, locs, key, { locs: only(result) });
    }
}

/** What is within reach and was not before: by what objects hold, and by the names that code goes by. */
function within(m: Machine, beyond: Beyond): readonly Loc[] {
  const { all, data, code, pending } = beyond;
  const found: Loc[] = [];
  for (let [named, passed] = [noLocs, noLocs]; ;) {
    const more = goOn(m, beyond, all, named);
    goOn(m, beyond, data, passed);
    for (const loc of more) {
      const { body, isOwn = false } = m.bodies.get(thing(m, loc).body ?? '') ?? {};
      if (!body || isOwn || code.has(body.id)) continue;
      noteBody(m, m.unit.effects, body.id);
      code.set(body.id, { loc, body });
      if (body.kind !== 'class') pending.add({ loc, body });
      noteNames(beyond, body);
    }
    found.push(...more);
    [named, passed] = readNames(m, beyond);
    if (named.size === 0) return found;
  }
}

function goOn(m: Machine, { from, passing }: Beyond, { reach, passed }: Within, named: LocSet): readonly Loc[] {
  const given = extend(m.heap, passed, passing).filter(loc => !isPassing(m, loc));
  return extend(m.heap, reach, [...from, ...given, ...named]);
}

/** Made by a body that is gone through alone, and no code: all that others make of it, they make of what stands for what they are given. */
export const isPassing = (m: Machine, loc: Loc): boolean => thing(m, loc).passing === true && thing(m, loc).body === undefined;

function noteNames({ names }: Beyond, body: Body): void {
  const passed = namesPassed(body);
  for (const name of body.globals) {
    const { isBound = false, isPassed = false } = names.get(name) ?? {};
    names.set(name, { slot: undefined, isBound: isBound || body.bindsGlobals.includes(name), isPassed: isPassed || passed.has(name) });
  }
}

/** What names are bound to that were bound to something else when they were last looked at; and what objects may hold of it: no class that is only called. */
function readNames(m: Machine, { names, result, span }: Beyond): readonly [LocSet, LocSet] {
  const [held, passed] = [new Set<Loc>(), new Set<Loc>()];
  for (const [name, known] of names) {
    const slot = lookUp(m.globals, name);
    if (slot === known.slot && !(known.isBound && slot === undefined)) continue;
    if (slot) readGlobal(m, name, span, 'capture');
    for (const loc of slot?.value.locs ?? []) {
      held.add(loc);
      if (known.isPassed || !isClass(m, loc)) passed.add(loc);
    }
    if (known.isBound) bindMaybe(m, name, { locs: only(result) }, span);
    known.slot = lookUp(m.globals, name);
  }
  return [held, passed];
}
