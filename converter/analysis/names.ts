import { undefinedName } from '../diagnostics/messages.js';
import type { Name } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { isGone, lookUp, note, type Environment, type Slot } from './environment.js';
import { bindGlobal, deleteGlobal, get, put, readGlobal, update, setGlobal } from './effects.js';
import { hidden } from './heap.js';
import { noteLibrary } from './library.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { boundToAny } from './namespaces.js';
import { allocate, here, libraryThing, ofLocs } from './things.js';
import { join, joinAll, scalar, type Abstract } from './value.js';

/** The value of a name where it is read. */
export function readName(m: Machine, name: Name, span: Span): Abstract {
  switch (name.scope) {
    case 'global':
      return readGlobalName(m, name.name, span);
    case 'temp':
      return local(m, m.unit.locals, temp(name.name))?.value ?? scalar;
    case 'frame':
      return readFrame(m, name.depth, name.name);
    case 'class': {
      const scope = m.unit.classes.at(-1);
      const slot = scope && local(m, scope, name.name);
      if (slot?.state === 'bound') return slot.value;
      const outer = readName(m, name.outer, span);
      return slot ? join(slot.value, outer) : outer;
    }
  }
}

function readGlobalName(m: Machine, name: string, span: Span): Abstract {
  const known = lookUp(m.globals, name);
  const shadowing = m.builtins.has(name) && m.stars.findLast(({ module }) => m.knowledge.library(module)?.shadows?.includes(name));
  if (shadowing && isGone(known)) {
    readGlobal(m, name, span);
    return readStar(m, shadowing, name);
  }
  const isBuiltin = m.builtins.has(name);
  if (isBuiltin && isGone(known)) {
    m.unit.readNames.set(name, known?.value);
    return builtinNamed(m, name, span);
  }
  const slot = readGlobal(m, name, span);
  if (slot?.state === 'bound') return slot.value;
  if (slot?.state === 'maybe') return isBuiltin ? join(slot.value, builtinNamed(m, name, span)) : slot.value;
  const listed = m.stars.filter(({ module }) => m.knowledge.listed(m.knowledge.canonical(`${module}.${name}`))).slice(-1);
  const stars = listed.length > 0 ? listed : m.stars;
  const given = stars.map(star => readStar(m, star, name));
  if (m.openNames) return openName(m, name, given);
  if (given.length > 0) return joinAll(given);
  if (!m.unit.parent && m.unit.maybe === 0 && !m.unit.escaped && !name.startsWith('·')) {
    const told = undefinedName(name, here(m, span));
    if (!m.diagnostics.some(({ message }) => message === told.message)) m.diagnostics.push(told);
  }
  return scalar;
}

/** A name that code may have bound of which only the running code knows: what it is changed to, later cells find. Star imports may have, too. */
function openName(m: Machine, name: string, given: readonly Abstract[]): Abstract {
  const value = joinAll([{ locs: union(only(allocate(m, `open:${name}`, { from: 0, to: 0 })), boundToAny(m)) }, ...given]);
  setGlobal(m, name, { value, state: 'maybe', since: 0 });
  return value;
}

/** What every program has under a name, or what the notebook has put in its place. */
function builtinNamed(m: Machine, name: string, span: Span): Abstract {
  const { builtins } = m.knowledge.protocols;
  const own: Abstract = { locs: only(libraryThing(m, `${builtins}.${name}`)) };
  if (!m.patched.has(builtins)) return own;
  noteLibrary(m, builtins, span);
  return join(own, ofLocs(m, get(m, only(libraryThing(m, builtins)), name)));
}

/** A name that only a star import can have bound: the cell with the import, or each that may have it, gives it to those that read it. */
function readStar(m: Machine, { module, cell, span }: Machine['stars'][number], name: string): Abstract {
  const path = m.knowledge.canonical(`${module}.${name}`);
  const value: Abstract = { locs: only(libraryThing(m, path)) };
  const isSure = m.knowledge.listed(path) !== undefined || m.knowledge.attribute(path) !== undefined;
  const known = m.starNames.get(name) ?? [];
  if (cell !== m.cellIndex && !known.some(star => star.cell === cell))
    m.starNames.set(name, [...known, { cell, span, value, certainty: isSure ? 'always' : 'maybe' }]);
  return value;
}

function local(m: Machine, scope: Environment, name: string): Slot | undefined {
  const slot = lookUp(scope, name);
  for (const pass of m.unit.passes) if ((slot?.since ?? -1) < pass.start) pass.reads.add(name);
  return slot;
}

/** The frames that depth `depth` means: 0 is the running body's own. */
export function frames(m: Machine, depth: number): LocSet {
  let locs: LocSet = m.unit.frame === undefined ? noLocs : only(m.unit.frame);
  for (let level = 0; level < depth; level++) locs = get(m, locs, hidden.frame);
  return locs;
}

function readFrame(m: Machine, depth: number, name: string): Abstract {
  if (depth > 0) return ofLocs(m, get(m, frames(m, depth), name));
  const slot = local(m, m.unit.locals, name);
  if (!isCaptured(m)) return slot?.value ?? scalar;
  const held = ofLocs(m, get(m, frames(m, 0), name));
  return slot ? join(slot.value, held) : held;
}

/** Inner functions may bind the running body's variables. */
const isCaptured = (m: Machine): boolean => m.outer.has(m.unit.body?.id ?? '');

/** Binds a name of any scope. */
export function writeName(m: Machine, name: Name, value: Abstract, span: Span): void {
  switch (name.scope) {
    case 'global':
      return bindGlobal(m, name.name, value, span);
    case 'temp':
      return setLocal(m, m.unit.locals, temp(name.name), value);
    case 'frame': {
      const at = frames(m, name.depth);
      if (name.depth === 0) setLocal(m, m.unit.locals, name.name, value);
      else update(m, at, span, 'nonlocal');
      if (name.depth > 0 || isCaptured(m)) put(m, at, name.name, value);
      return;
    }
    case 'class': {
      const scope = m.unit.classes.at(-1);
      if (scope) setLocal(m, scope, name.name, value);
      return;
    }
  }
}

/** Binds a global that nothing has bound yet. */
export function writeInitial(m: Machine, name: Name, value: Abstract, span: Span): void {
  const slot = name.scope === 'global' ? lookUp(m.globals, name.name) : undefined;
  if (slot?.state === 'bound') return;
  writeName(m, name, slot?.state === 'maybe' ? join(readName(m, name, span), value) : value, span);
}

function setLocal(m: Machine, scope: Environment, name: string, value: Abstract): void {
  const slot: Slot = { value, state: 'bound', since: ++m.tick };
  scope.slots.set(name, slot);
  if (scope === m.unit.locals) note(m.unit.begun, name, slot);
}

export function deleteName(m: Machine, name: Name, span: Span): void {
  if (name.scope === 'global') {
    readGlobal(m, name.name, span, 'delete');
    deleteGlobal(m, name.name, span);
  } else if (name.scope === 'class') {
    m.unit.classes.at(-1)?.slots.set(name.name, { value: scalar, state: 'deleted', since: ++m.tick });
  } else if (name.scope === 'frame' && name.depth > 0) update(m, frames(m, name.depth), span, 'nonlocal');
}

const temp = (name: string): string => `%${name}`;
