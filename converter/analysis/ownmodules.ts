import type { CellLocation, Span } from '../source/span.js';
import type { OwnModule } from '../languages/modules.js';
import { registerBodies } from './bodies.js';
import { absorbInner, boundSince } from './budget.js';
import { absorb, setGlobal, weak } from './effects.js';
import { environment, flatten, isGone, lookUp, type Environment } from './environment.js';
import { run } from './flow.js';
import { isImplicit } from './hiddenState.js';
import { limits } from './limits.js';
import type { Machine } from './machine.js';
import { patch } from './mutate.js';
import { here } from './things.js';
import { newUnit, type Effects, type Unit } from './unit.js';

/**
 * Modules of the notebook's own: their text runs where they are first imported, each package before what is in it. What that does to hidden
 * state is done by the cell that imports them; names and objects of theirs stay unknown.
 */
export function importOwn(m: Machine, module: string, span: Span): void {
  const parts = module.split('.');
  parts.forEach((_, at) => {
    runOnce(m, parts.slice(0, at + 1).join('.'), span);
  });
}

/** `.b` in module `a.c` is `a.b`: as it is called from outside. */
export function absoluteModule(m: Machine, module: string): string {
  const name = module.replace(/^\.+/u, '');
  const level = module.length - name.length;
  if (level === 0 || m.own.running === undefined) return module;
  const { path, isPackage } = m.own.running;
  const folders = path.split('.');
  const above = folders.slice(0, folders.length - level + (isPackage ? 1 : 0));
  return [...above, ...(name === '' ? [] : [name])].join('.');
}

function runOnce(m: Machine, path: string, span: Span): void {
  const before = m.own.ran.get(path);
  if (before === true) return;
  const own = m.own.find(path);
  m.own.found.set(path, own?.facts);
  if (!own) return;
  const isHere = isCertain(m.unit);
  // What a body does is remembered, and the module runs in its first call only.
  const isSure = isHere && before === undefined && m.active.length === 0;
  m.own.ran.set(path, isHere);
  if (isHere) m.own.now.push(path);
  const at = here(m, span);
  const { steps, beyond, context, stars, isAgain } = m;
  Object.assign(m, { context: `${context}/${path}`, steps: limits.steps, beyond: undefined, isAgain: false });
  // Its own text is followed to its end, as a cell's is.
  const active = m.active.splice(0);
  const globals = environment();
  const from = m.things.length;
  const { effects } = inModule(m, { own, globals, isSure, span }, () => {
    registerBodies(m, own.facts, m.cellId, at);
    run(m, own.facts.flow);
  });
  m.active.push(...active);
  Object.assign(m, { steps, beyond, context, stars, isAgain });
  m.own.contents.set(path, { own, globals, from, to: m.things.length });
  if (goesByState(m, effects)) patch(m, path, span, undefined, true);
}

/** Whether a module that is imported in another process may have other values: they were drawn, or go by an environment that is set meanwhile. */
const goesByState = (m: Machine, { uses }: Effects): boolean =>
  [...uses.values()].some(({ name, rule }) => rule === 'draw' || (name === '·env' && !isGone(lookUp(m.globals, name))));

/** What a module's text is run with. */
export interface ModuleRun {
  readonly own: OwnModule;
  /** The module's own names. */
  readonly globals: Environment;
  readonly isSure: boolean;
  readonly span: Span;
}

/** Runs text of a module among the module's names: what it does to hidden state is done where it is called from. Gives all that it did. */
export function inModule<T>(m: Machine, { own, globals, isSure, span }: ModuleRun, walk: () => T): { readonly result: T; readonly effects: Effects } {
  const at = here(m, span);
  const outer = pick(m);
  const { running } = m.own;
  const begun = m.begun.splice(0);
  const told = m.diagnostics.length;
  m.origin = at;
  m.own.running = own;
  m.globals = globals;
  for (const [name, slot] of flatten(outer.globals)) if (isImplicit(name)) globals.slots.set(name, slot);
  const unit = newUnit(m, { parent: outer.unit });
  m.unit = unit;
  unit.escaped = !isSure;
  try {
    return { result: walk(), effects: unit.effects };
  } finally {
    // Also where the budget ends the calls around it.
    absorbInner(m, unit, at);
    const bound = [...boundSince(m.globals, globals)];
    Object.assign(m, outer);
    m.own.running = running;
    m.begun.splice(0, m.begun.length, ...begun);
    m.diagnostics.length = told;
    for (const [name, slot] of globals.slots) {
      if (!isImplicit(name)) continue;
      globals.slots.delete(name);
      if (slot !== lookUp(m.globals, name)) setGlobal(m, name, isSure ? slot : weak(m, name, slot));
    }
    for (const [name, slot] of bound) if (isImplicit(name)) setGlobal(m, name, weak(m, name, slot));
    for (const [name, value] of unit.readNames) if (isImplicit(name) && !m.unit.readNames.has(name)) m.unit.readNames.set(name, value);
    absorb(m.unit, ofHiddenState(unit.effects, at), at);
  }
}

/** No branch, loop or early end lies between the cell and this place. */
function isCertain(unit: Unit): boolean {
  for (let each: Unit | undefined = unit; each; each = each.parent) if (each.maybe > 0 || each.escaped) return false;
  return true;
}

/** What the module's text has of its own. */
const pick = ({ globals, unit, origin, openNames, overrun, circling }: Machine) => ({ globals, unit, origin, openNames, overrun, circling });

/** Of what code did, what outlasts its names, as done where it was called: nothing of it is text that moves. */
function ofHiddenState(effects: Effects, at: CellLocation): Effects {
  const placed = <V extends object>(entries: Iterable<readonly [string, V]>) =>
    new Map([...entries].map(([name, entry]) => [name, { ...entry, at, through: [] }] as const));
  const hidden = <V extends object>(table: ReadonlyMap<string, V>) => placed([...table].filter(([name]) => isImplicit(name)));
  return {
    ...effects,
    uses: hidden(effects.uses),
    writes: hidden(effects.writes),
    updates: placed(effects.updates),
    files: placed(effects.files),
    observations: new Map(),
    runs: new Set(),
    rungs: new Map(),
    named: new Set(),
    started: new Map(),
    dynamic: false
  };
}
