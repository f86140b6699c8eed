import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { argumentLocs, calledOn, type Arguments } from './arguments.js';
import { callMember } from './classes.js';
import { callLocs } from './call.js';
import { classesOf, inherited, isClass, isDecorated, libraryBases, metaclassesOf } from './instances.js';
import { put } from './effects.js';
import { findMember, membersOf } from './enumerations.js';
import { fillFields } from './fields.js';
import { finalizeLater } from './finalizing.js';
import { hidden } from './heap.js';
import { invoke } from './invoke.js';
import { applyRule } from './library.js';
import { only, type LocSet } from './locs.js';
import { callOwn } from './owncalls.js';
import type { Machine } from './machine.js';
import { allocate, ofLocs, thing } from './things.js';
import { callOverrides } from './unknown.js';
import { joinAll, type Abstract } from './value.js';

/** Calling a class of the notebook: a fresh object, on which its constructor runs. */
export function instantiate(m: Machine, loc: Loc, given: Arguments, span: Span): Abstract {
  const found = findMember(m, loc, given, span);
  const members = membersOf(m, loc);
  if (members.size > 0) return joinAll([ofLocs(m, members), ...(found ? [found] : [])]);
  const made = makeInstance(m, loc, given, span);
  const called = callMetaclass(m, loc, { ...given, makes: false }, span);
  return called ? joinAll([called, made]) : made;
}

/** A fresh object of a class of the notebook, of which no constructor has run. */
function bareInstance(m: Machine, loc: Loc, span: Span): Loc {
  const isSavedItsWay = m.knowledge.protocols.saving.some(name => inherited(m, only(loc), name).locs.size > 0);
  const isOpaque = isSavedItsWay || libraryBases(m, only(loc)).some(base => makesOpaque(m, base));
  const instance = allocate(m, `instance:${thing(m, loc).body ?? ''}`, span, { ...(isOpaque && { opaque: true }) });
  put(m, only(instance), hidden.type, { locs: only(loc) });
  return instance;
}

/** Whether objects of a library's class stay in their process. */
function makesOpaque({ knowledge }: Machine, base: string): boolean {
  const { returns } = knowledge.rule(base) ?? {};
  const made = typeof returns === 'string' && returns.startsWith('fresh:') ? returns.slice('fresh:'.length) : base;
  return knowledge.type(made).opaque === true;
}

/** Makes an object and runs the constructors on it, whatever the class of the class does. */
export function makeInstance(m: Machine, loc: Loc, given: Arguments, span: Span): Abstract {
  const args = { ...given, makes: false };
  const [make, initialise, ...afterwards] = m.knowledge.protocols.construct;
  const made = make === undefined ? undefined : construct(m, loc, make, args, span);
  const instance = bareInstance(m, loc, span);
  const instances = new Set([instance, ...[...(made?.locs ?? [])].filter(one => classesOf(m, one).has(loc))]);
  const initialised = initialise === undefined ? [] : [...instances].flatMap(one => callMember(m, one, initialise, args, span) ?? []);
  const isInitialised = made !== undefined || initialised.length > 0;
  if (isClass(m, loc) && (!isInitialised || isDecorated(m, only(loc)))) fillFields(m, loc, instance, args, span);
  for (const name of afterwards) callMember(m, instance, name, args, span);
  if (!isClass(m, loc)) return joinAll([{ locs: only(instance) }, invoke(m, loc, calledOn(m, args, { locs: only(instance) }), span)]);
  if (!isInitialised) for (const base of libraryBases(m, only(loc))) fillByBase(m, only(instance), base, args, span);
  if (!isInitialised) callOverrides(m, [instance], { locs: argumentLocs(args) }, span);
  finalizeLater(m, instance, span);
  return joinAll([...(made ? [made] : []), { locs: only(instance) }]);
}

/** The meaning of constructors that run methods of what they are given, and of which else the rule says all. */
const runningMethods = 'invoke-elements';

/** The constructor of a library's class runs on objects of classes that derive from it: they hold what its own would. Whether it is known. */
export function fillByBase(m: Machine, instances: LocSet, base: string, args: Arguments, span: Span): boolean {
  const rule = m.knowledge.rule(base);
  if (!rule) callOwn(m, base, args, span);
  if (!rule || (rule.special !== undefined && rule.special !== runningMethods)) return false;
  const parent = applyRule(m, rule, { args, span, name: 'construct', library: base });
  for (const made of parent.locs) for (const [key, held] of m.heap.sets.get(made) ?? []) put(m, instances, key, { locs: held });
  return true;
}

/** `super().__new__(cls, …)` of a library's class. */
export function makeByBases(m: Machine, cls: Loc, bases: readonly string[], { positional: [, ...rest], ...args }: Arguments, span: Span): Abstract {
  const instance = only(bareInstance(m, cls, span));
  for (const base of bases) fillByBase(m, instance, base, { ...args, positional: rest }, span);
  return { locs: instance };
}

/** A class of classes that the notebook defines may do its own when one of them is called, and give what it keeps. */
function callMetaclass(m: Machine, loc: Loc, args: Arguments, span: Span): Abstract | undefined {
  const metaclasses = new Set(metaclassesOf(m, loc).filter(of => thing(m, of).body !== undefined));
  const { locs } = inherited(m, metaclasses, m.knowledge.protocols.call);
  return locs.size > 0 ? callLocs(m, locs, calledOn(m, args, { locs: only(loc) }), span) : undefined;
}

function construct(m: Machine, loc: Loc, name: string, args: Arguments, span: Span): Abstract | undefined {
  const { locs } = inherited(m, only(loc), name);
  return locs.size > 0 ? callLocs(m, locs, calledOn(m, args, { locs: only(loc) }), span) : undefined;
}
