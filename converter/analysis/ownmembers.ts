import type { CellFacts, Value } from '../languages/language.js';
import { rootOf } from '../languages/modules.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { callLocs } from './call.js';
import { callMember, memberOf } from './classes.js';
import { update } from './effects.js';
import { reachable } from './heap.js';
import { inherited } from './instances.js';
import { only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { follow, isKept, noteChange } from './owncalls.js';
import { amend, thing } from './things.js';
import { exposedBy } from './unknown.js';
import { joinAll, type Abstract } from './value.js';

/** What is done with an object that a module's class has made. */
type Use = (made: Loc) => Abstract | undefined;

/**
 * Methods and properties that syntax reaches, of an object that a module beside the notebook has: run on what its maker gives. Where
 * that has none of the name it may be a part of it: of any class in these modules that has one.
 */
export function useOwn(m: Machine, loc: Loc, name: string, span: Span, use: Use, declared = membersIn): void {
  const { maker, path, kept } = thing(m, loc);
  const origin = maker === undefined ? path : `${maker}()`;
  if (origin === undefined || !m.own.contents.has(rootOf(origin))) return;
  const classes = declaring(m, name, declared);
  if (classes.length === 0 && !kept) return;
  const known = { isSo: false };
  const useOf = ({ locs }: Abstract): Abstract => {
    const made = [...locs].filter(one => memberOf(m, one, name).locs.size > 0 || (kept && mayChange(m, one, name)));
    known.isSo ||= made.length > 0 || locs.size === 0;
    return watched(m, { loc, origin, made, span, use });
  };
  follow(m, origin, span, useOf);
  if (known.isSo) return;
  inArms(
    m,
    classes.map(path => () => follow(m, `${path}()`, span, useOf)),
    true
  );
}

/** What modules go on using may change by their types' methods, and where something is stored in it. */
function mayChange({ knowledge, things }: Machine, loc: Loc, name: string): boolean {
  const { setItem, deleteItem, setAttribute, deleteAttribute } = knowledge.protocols;
  return knowledge.method(things[loc]?.type ?? '', name) !== undefined || [setItem, deleteItem, setAttribute, deleteAttribute].includes(name);
}

/** A function that a call of such a module's code has given is called. */
export function callGivenByOwn(m: Machine, loc: Loc, args: Arguments, span: Span): void {
  const { maker } = thing(m, loc);
  if (maker !== undefined) follow(m, `${maker}()`, span, ({ locs }) => callLocs(m, locs, args, span));
}

/** The same of an object of the notebook, whose class derives from a module's: what that has is used on the object itself. */
export function inheritOwn(m: Machine, bases: readonly string[], name: string, span: Span, use: (member: Loc) => Abstract, declared = membersIn): void {
  for (const base of bases) {
    if (m.own.contents.has(rootOf(base)) && declaring(m, name, declared).length > 0)
      follow(m, base, span, ({ locs }) => joinAll([...inherited(m, locs, name).locs].map(use)));
  }
}

/** Something in a module beside the notebook. */
export const isOwnPath = (m: Machine, path: string): boolean => path.includes('.') && m.own.contents.has(rootOf(path));

/** An object that such a module has made. */
export function isMadeByOwn(m: Machine, loc: Loc): boolean {
  const { maker } = thing(m, loc);
  return maker !== undefined && isOwnPath(m, maker);
}

/** Calls of methods that a library may run on such objects, with anything. */
export function ownCalls(m: Machine, locs: Iterable<Loc>, names: readonly string[], any: Abstract, span: Span): readonly (() => undefined)[] {
  const args = { ...noArguments, rest: any, restNamed: any };
  return [...locs].flatMap(loc => (isMadeByOwn(m, loc) ? names.map(name => () => void callMember(m, loc, name, args, span)) : []));
}

/** What changes the object that stands for one changes that. */
function watched(m: Machine, { loc, origin, made, span, use }: { loc: Loc; origin: string; made: readonly Loc[]; span: Span; use: Use }): Abstract {
  const { updates } = m.unit.effects;
  const before = [...updates];
  updates.clear();
  const result = joinAll(made.flatMap(one => use(one) ?? []));
  const inside = reachable(m.heap, new Set(made));
  const isChanged = [...updates.values()].some(({ locs }: { readonly locs: LocSet }) => [...locs].some(one => inside.has(one)));
  for (const [key, changed] of before) {
    const since = updates.get(key);
    updates.set(key, since ? { ...changed, locs: union(changed.locs, since.locs) } : changed);
  }
  if (!isChanged) return result;
  const { path } = thing(m, loc);
  const isOpen = (one: Loc) => m.knowledge.type(thing(m, one).type).readOnly !== true;
  if (path === undefined) update(m, new Set([...exposedBy(m, only(loc))].filter(isOpen)), span, 'own-method');
  if (path !== undefined || made.some(one => isKept(m, one))) {
    noteChange(m, origin, span);
    amend(m, loc, { opaque: true });
  }
  return result;
}

/** The classes of the modules seen so far that have a member of that name, by path. */
const declaring = (m: Machine, name: string, declared: (facts: CellFacts) => Members): readonly string[] =>
  [...m.own.contents].flatMap(([module, { own }]) => (declared(own.facts).get(name) ?? []).map(cls => `${module}.${cls}`));

type Members = ReadonlyMap<string, readonly string[]>;

/** By name of a member, the classes at the top level of a module that say what it is. */
const membersIn = remembered(() => true);

/** The same of members whose value some code makes out: properties and the like. */
export const computedIn = remembered(({ kind }) => kind === 'call' || kind === 'code');

function remembered(isMeant: (value: Value) => boolean): (facts: CellFacts) => Members {
  const known = new WeakMap<CellFacts, Members>();
  return facts => {
    const members = known.get(facts) ?? found(facts, isMeant);
    known.set(facts, members);
    return members;
  };
}

function found(facts: CellFacts, isMeant: (value: Value) => boolean): Members {
  const members = new Map<string, string[]>();
  for (const { kind, name, flow } of Object.values(facts.bodies)) {
    if (kind !== 'class') continue;
    for (const step of flow) if (step.kind === 'write' && isMeant(step.value)) members.set(step.name.name, [...(members.get(step.name.name) ?? []), name]);
  }
  return members;
}
