import { placeKey, type CellLocation, type Span } from '../source/span.js';
import type { FileAccess, Loc } from './analysis.js';
import { assign, boundAt, lookUp, meet, note, unbound, type Slot } from './environment.js';
import { fieldOf, put as putInHeap, anyKey, hidden } from './heap.js';
import { isLasting } from './hiddenState.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { here, thing } from './things.js';
import type { Effects, Exposed, Unit, Written } from './unit.js';
import { scalar, type Abstract } from './value.js';
import type { Key } from '../languages/language.js';

/** What happens in the code itself, in no call. */
const direct: readonly CellLocation[] = [];

/** The present state of a global name, noting that it was read. */
export function readGlobal(m: Machine, name: string, span: Span, rule = 'read'): Slot | undefined {
  const slot = lookUp(m.globals, name);
  if (!m.unit.readNames.has(name)) m.unit.readNames.set(name, slot?.value);
  expose(m.unit, {
    name,
    certainty: m.unit.maybe > 0 || m.unit.escaped ? 'maybe' : 'always',
    at: here(m, span),
    through: direct,
    rule,
    since: boundAt(m.globals, name)
  });
  return slot;
}

function expose(unit: Unit, use: Exposed): void {
  for (const pass of unit.passes) if (use.since < pass.start) pass.reads.add(use.name);
  if (use.since >= unit.start) return;
  const before = unit.effects.uses.get(use.name);
  const isSurer = before?.certainty === 'maybe' && use.certainty === 'always';
  if (!before || isSurer || (before.rule === 'goes-by' && use.rule !== 'goes-by')) unit.effects.uses.set(use.name, use);
}

/** Binds a global name on this path. */
export function bindGlobal(m: Machine, name: string, value: Abstract, span: Span, rule = 'write'): void {
  bind(m, name, value, span, rule, m.unit.escaped);
}

/** Some call further in may bind the name. */
export function bindMaybe(m: Machine, name: string, value: Abstract, span: Span): void {
  bind(m, name, value, span, 'write', true);
}

function bind(m: Machine, name: string, value: Abstract, span: Span, rule: string, isMaybe: boolean): void {
  const at = here(m, span);
  const slot: Slot = { value, state: 'bound', since: ++m.tick };
  setGlobal(m, name, isMaybe ? weak(m, name, slot) : slot);
  noteWrite(m.unit.effects, name, { at, through: direct, rule, deletes: false });
}

export function deleteGlobal(m: Machine, name: string, span: Span): void {
  const at = here(m, span);
  const slot: Slot = { value: scalar, state: 'deleted', since: ++m.tick };
  setGlobal(m, name, m.unit.escaped ? weak(m, name, slot) : slot);
  m.deleted.add(name);
  noteWrite(m.unit.effects, name, { at, through: direct, rule: 'delete', deletes: true });
}

export function setGlobal(m: Machine, name: string, slot: Slot): void {
  if (isLasting(name)) m.lasting.add(name);
  assign(m.globals, name, slot);
  note(m.begun, name, slot);
}

/** The slot joined with what was there, as on a path that may not have been taken. */
export function weak(m: Machine, name: string, slot: Slot): Slot {
  return meet(lookUp(m.globals, name) ?? unbound, slot);
}

function noteWrite(effects: Effects, name: string, written: Written): void {
  const before = effects.writes.get(name);
  if (before && written.deletes && !before.deletes) return;
  if (before && !before.deletes && before.rule !== 'draw' && written.rule === 'draw') return;
  effects.writes.set(name, before && name.startsWith('·') ? { ...written, earlier: placesBefore(before, written) } : written);
}

const placesBefore = ({ at, earlier: known = [] }: Written, { earlier = [] }: Written): readonly CellLocation[] => [
  ...new Map([...known, at, ...earlier].map(place => [placeKey(place), place])).values()
];

/** What a library keeps for itself: of no interest before something changes it. */
const isOwnState = (name: string): boolean => name.startsWith('·registry.') || name.startsWith('·process.');

/** Hidden state that is read and changed in place: the new version depends on the old. */
export function changeHidden(m: Machine, name: string, span: Span, rule: string): void {
  if (isOwnState(name)) m.kept.add(name);
  const slot = readGlobal(m, name, span, rule);
  bindGlobal(m, name, slot?.value ?? scalar, span, rule);
}

export function update(m: Machine, locs: LocSet, span: Span, rule: string): void {
  if (locs.size === 0) return;
  for (const loc of locs) m.unfilled.delete(loc);
  noteUpdate(m.unit.effects, { locs: withOwners(m, locs), at: here(m, span), through: direct, rule });
}

/** A part may be found only after its owner has gone to another node: the owner has to be known as what changes. */
function withOwners(m: Machine, locs: LocSet): LocSet {
  const owners: LocSet[] = [locs];
  for (const loc of locs) for (let { owner } = thing(m, loc); owner !== undefined; owner = thing(m, owner).owner) owners.push(only(owner));
  return unionAll(owners);
}

function noteUpdate(effects: Effects, changed: { locs: LocSet; at: CellLocation; through: readonly CellLocation[]; rule: string }): void {
  const key = `${placeKey(changed.at)}:${changed.rule}:${changed.through.length}`;
  const before = effects.updates.get(key);
  if (before) before.locs = union(before.locs, changed.locs);
  else effects.updates.set(key, { ...changed });
}

export function observe(m: Machine, locs: LocSet, span: Span): void {
  if (locs.size === 0) return;
  const key = `${m.cellId}:${span.from}`;
  const before = m.unit.effects.observations.get(key);
  if (before) before.locs = union(before.locs, locs);
  else m.unit.effects.observations.set(key, { locs, at: here(m, span) });
}

export function noteFile(m: Machine, access: Omit<FileAccess, 'at'>, span: Span): void {
  const key = `${access.mode}:${access.path}:${span.from}-${span.to}`;
  m.unit.effects.files.set(key, { ...access, at: here(m, span) });
}

/** What objects hold under a key, noting that it was looked at. */
export function get(m: Machine, locs: LocSet, key: Key = anyKey): LocSet {
  const fields: LocSet[] = [];
  for (const loc of locs) {
    noteLook(m, loc);
    if (!isStandIn(m, loc)) fields.push(fieldOf(m.heap, loc, key));
  }
  return unionAll(fields);
}

/** What stands for all that calls beyond make and give each other: to them, each part of it is it. */
const isStandIn = ({ beyond }: Machine, loc: Loc): boolean => beyond?.isSpreading === true && (loc === beyond.result || loc === beyond.given);

/** What objects hold under exactly this key. */
export function getExact(m: Machine, locs: LocSet, key: Key): LocSet {
  for (const loc of locs) noteLook(m, loc);
  return unionAll([...locs].map(loc => m.heap.sets.get(loc)?.get(key) ?? noLocs));
}

export function noteLook(m: Machine, loc: Loc): void {
  if (!m.unit.readLocs.has(loc)) m.unit.readLocs.set(loc, m.heap.versions.get(loc) ?? 0);
}

export function put(m: Machine, into: LocSet, key: Key, value: Abstract): void {
  putInHeap(m.heap, into, key, value.locs, m.cellIndex);
  if (key === hidden.type) m.instances++;
  if (value.address) for (const loc of into) m.addresses.add(loc);
}

/** A body that runs, with what its text says against being part of a function. */
export function noteBody(m: Machine, { runs, rungs }: Effects, id: string): void {
  runs.add(id);
  for (const reason of m.bodies.get(id)?.rungs ?? []) rungs.set(`${id}:${reason.span.from}:${reason.rule}`, reason);
}

/** Adds to `unit` what a run of a body did, as seen from the call at `call`. `since`: where it was an earlier run, how the names stand now. */
export function absorb(unit: Unit, effects: Effects, call: CellLocation, since?: (name: string) => number): void {
  const into = unit.effects;
  const through = (inner: readonly CellLocation[]) => (inner.length > 5 ? inner : [call, ...inner]);
  for (const use of effects.uses.values()) {
    expose(unit, {
      ...use,
      certainty: 'maybe',
      through: through(use.through),
      rule: use.rule === 'read' ? 'capture' : use.rule,
      since: since ? since(use.name) : use.since
    });
  }
  for (const [name, written] of effects.writes) noteWrite(into, name, { ...written, through: through(written.through) });
  for (const changed of effects.updates.values()) noteUpdate(into, { ...changed, through: through(changed.through) });
  for (const [key, { locs, at }] of effects.observations) {
    const before = into.observations.get(key);
    if (before) before.locs = union(before.locs, locs);
    else into.observations.set(key, { locs, at });
  }
  for (const [key, access] of effects.files) into.files.set(key, access);
  for (const body of effects.runs) into.runs.add(body);
  for (const [key, reason] of effects.rungs) into.rungs.set(key, reason);
  for (const name of effects.named) into.named.add(name);
  for (const [handle, late] of effects.started) into.started.set(handle, late);
  into.dynamic ||= effects.dynamic;
  into.wide ||= effects.wide;
  if (effects.figure) into.figure = effects.figure;
}
