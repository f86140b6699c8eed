import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { callLocs } from './call.js';
import { callMember, classAttribute } from './classes.js';
import { get, put } from './effects.js';
import { anyKey, fieldOf, hidden } from './heap.js';
import { inherited, libraryBases } from './instances.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { ownedThing, thing } from './things.js';
import type { Abstract } from './value.js';

/** The members of an enumeration, one for all. */
export const membersOf = (m: Machine, loc: Loc): LocSet => fieldOf(m.heap, loc, hidden.members);

/** Whether it is a class of which all objects are made with it. */
const isEnumeration = (m: Machine, loc: Loc): boolean =>
  libraryBases(m, only(loc)).some(base => base.startsWith(`${m.knowledge.protocols.enumeration ?? ''}.`));

/** An enumeration is asked for the member of a value: what its own method says where none has it. */
export function findMember(m: Machine, loc: Loc, given: Arguments, span: Span): Abstract | undefined {
  const { missingMember = '' } = m.knowledge.protocols;
  if (inherited(m, only(loc), missingMember).locs.size === 0) return undefined;
  return inArms(m, [() => callLocs(m, classAttribute(m, loc, missingMember, span).locs, given, span)], true).results[0];
}

/** A class has been defined: where it is an enumeration, its members hold what they were given and what its constructor gives them. */
export function makeMembers(m: Machine, loc: Loc, span: Span): void {
  if (!isEnumeration(m, loc)) return;
  const { memberValue } = m.knowledge.protocols;
  if (memberValue !== undefined) callLocs(m, classAttribute(m, loc, memberValue, span).locs, noArguments, span);
  const member = ownedThing(m, loc, 'member', {});
  put(m, only(member), hidden.type, { locs: only(loc) });
  const values = valuesOf(m, loc);
  const elements = { locs: union(values, get(m, values)) };
  for (const name of m.knowledge.protocols.construct.slice(1)) callMember(m, member, name, { ...noArguments, rest: elements }, span);
  put(m, only(member), anyKey, { locs: values });
  put(m, only(loc), hidden.members, { locs: only(member) });
}

function valuesOf(m: Machine, loc: Loc): LocSet {
  let found = noLocs;
  for (const [key, held] of m.heap.sets.get(loc) ?? [])
    if (!String(key).startsWith('·')) found = union(found, new Set([...held].filter(one => isValue(m, one))));
  return found;
}

const isValue = (m: Machine, loc: Loc): boolean => {
  const { body, type } = thing(m, loc);
  return body === undefined && m.knowledge.type(type).descriptor === undefined;
};
