import type { TypeFacts } from '../languages/knowledge.js';
import type { Key } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { calledOn, noArguments, positional, withGiven, withReceiver, type Arguments } from './arguments.js';
import { callLocs } from './call.js';
import { get, getExact, put, update } from './effects.js';
import { fieldOf, hidden } from './heap.js';
import { classesOf, inherited, isClass, isInstance, lineage } from './instances.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { computedIn, inheritOwn, useOwn } from './ownmembers.js';
import { ofLocs, ownedThing, thing } from './things.js';
import { joinAll, scalar, type Abstract } from './value.js';

/** A class has been made from others, which may do something with it. */
export function noteSubclass(m: Machine, bases: LocSet, made: Abstract, given: Arguments, span: Span): void {
  for (const hook of m.knowledge.protocols.subclass) callClassHook(m, bases, hook, made, given, span);
}

/** Runs a method that belongs to the class itself, whether or not a decorator says so; what it gives. */
export const callClassHook = (m: Machine, classes: LocSet, hook: string, on: Abstract, given: Arguments, span: Span): readonly Abstract[] =>
  [...inherited(m, classes, hook).locs].map(member => {
    const code = descriptorOf(m, member) === 'class' ? get(m, only(member), hidden.callable) : only(member);
    return callLocs(m, code, calledOn(m, given, on), span);
  });

/** What the classes of an object have under a key, not yet bound to it. */
export const memberOf = (m: Machine, loc: Loc, key: Key): { readonly locs: LocSet; readonly library: readonly string[] } =>
  inherited(m, classesOf(m, loc), key);

/** Calls a method that the notebook's classes give an object; absent: they have none of that name. */
export function callMember(m: Machine, loc: Loc, name: string, args: Arguments, span: Span, after?: LocSet): Abstract | undefined {
  const { locs, library } = inherited(m, classesOf(m, loc), name, after);
  if (locs.size === 0) {
    useOwn(m, loc, name, span, made => callMember(m, made, name, args, span));
    if (!m.knowledge.protocols.construct.includes(name)) inheritOwn(m, library, name, span, member => callMemberLoc(m, loc, member, args, span));
    const functions = ownFunctions(m, loc, name);
    return functions.size > 0 ? callLocs(m, functions, withReceiver(m, args, { locs: only(loc) }), span) : undefined;
  }
  return joinAll([...locs].map(member => callMemberLoc(m, loc, member, args, span)));
}

/** Where functions get the object they are called on, any object may have a method of its own. */
export const ownFunctions = (m: Machine, loc: Loc, name: string): LocSet =>
  m.knowledge.protocols.receiver === undefined || name === '' || thing(m, loc).path !== undefined || thing(m, loc).body !== undefined
    ? noLocs
    : getExact(m, only(loc), name);

/** Runs the accessors by which objects give what they have under a key: all of them where it may be any. */
export function readAccessors(m: Machine, locs: LocSet, key: Key, span: Span): readonly Abstract[] {
  if (m.knowledge.protocols.receiver === undefined) return [];
  return [...locs].flatMap(loc =>
    isInstance(m, loc)
      ? [...memberOf(m, loc, key).locs].flatMap(member => (descriptorOf(m, member) === 'property' ? readProperty(m, loc, member, span) : []))
      : []
  );
}

function callMemberLoc(m: Machine, loc: Loc, member: Loc, args: Arguments, span: Span): Abstract {
  const self: Abstract = { locs: only(loc) };
  const kind = descriptorOf(m, member);
  if (kind === 'class')
    return callLocs(m, get(m, only(member), hidden.callable), { ...args, positional: [{ locs: classesOf(m, loc) }, ...args.positional] }, span);
  if (kind === 'property') return callLocs(m, readProperty(m, loc, member, span).locs, args, span);
  if (kind === 'method') return callLocs(m, get(m, only(member), hidden.callable), calledOn(m, withGiven(args, m.given.get(member)), self), span);
  if (!binds(m, member)) return callLocs(m, only(member), args, span);
  return callLocs(m, only(member), calledOn(m, args, self), span);
}

const descriptorOf = (m: Machine, loc: Loc): TypeFacts['descriptor'] => {
  const { type } = thing(m, loc);
  return m.knowledge.type(type).descriptor;
};

const readProperty = (m: Machine, loc: Loc, property: Loc, span: Span): Abstract =>
  callLocs(m, get(m, only(property), hidden.callable), calledOn(m, noArguments, { locs: only(loc) }), span);

/** Functions become methods of the objects they are reached through; other objects do not. */
function binds(m: Machine, member: Loc): boolean {
  const { body, path } = thing(m, member);
  if (path !== undefined) return m.knowledge.isType(path.slice(0, path.lastIndexOf('.')).replace(`${m.knowledge.protocols.builtins}.`, ''));
  return body !== undefined && !isClass(m, member);
}

/** An attribute read through an object of one of the notebook's classes. */
export function instanceAttribute(m: Machine, loc: Loc, key: Key, span: Span): { readonly value: Abstract; readonly library: readonly string[] } {
  const own = union(get(m, only(loc), key), get(m, getExact(m, only(loc), hidden.variables), key));
  const { locs, library } = memberOf(m, loc, key);
  const parts: Abstract[] = own.size > 0 ? [ofLocs(m, own)] : [];
  for (const member of locs) parts.push(bindMember(m, loc, member, String(key), span));
  if (locs.size === 0) inheritOwn(m, library, String(key), span, member => bindMember(m, loc, member, String(key), span), computedIn);
  const { attribute, missing } = m.knowledge.protocols;
  const asked = positional({ locs: noLocs, type: 'str', texts: [String(key)] });
  const heard = callHook(m, loc, attribute, asked, span);
  const found = parts.length === 0 && missing !== undefined ? callMember(m, loc, missing, asked, span) : undefined;
  return { value: joinAll([...parts, ...(heard ? [heard] : []), ...(found ? [found] : [])]), library };
}

/** Whether the notebook's classes say that such a method hears of what is done with an object. */
const hasHook = (m: Machine, loc: Loc, hook: string | undefined): hook is string =>
  hook !== undefined && getExact(m, new Set(lineage(m, classesOf(m, loc))), hook).size > 0;

/** Calls it. */
export const callHook = (m: Machine, loc: Loc, hook: string | undefined, args: Arguments, span: Span): Abstract | undefined =>
  hasHook(m, loc, hook) ? callMember(m, loc, hook, args, span) : undefined;

function bindMember(m: Machine, loc: Loc, member: Loc, key: string, span: Span): Abstract {
  const kind = descriptorOf(m, member);
  if (kind === 'property') {
    const value = readProperty(m, loc, member, span);
    if (m.knowledge.type(thing(m, member).type).keeps) {
      put(m, only(loc), key, value);
      update(m, only(loc), span, 'property');
    }
    return value;
  }
  if (kind === 'static') return ofLocs(m, get(m, only(member), hidden.callable));
  const got = callMember(m, member, m.knowledge.protocols.bind, positional({ locs: only(loc) }, { locs: classesOf(m, loc) }), span);
  if (got) return got;
  if (kind === undefined && !binds(m, member)) return ofLocs(m, only(member));
  const bound = ownedThing(m, loc, `bound:${key}:${member}`, { method: key });
  put(m, only(bound), hidden.self, { locs: kind === 'class' ? classesOf(m, loc) : only(loc) });
  put(m, only(bound), hidden.callable, { locs: kind === undefined ? only(member) : get(m, only(member), hidden.callable) });
  return { locs: only(bound) };
}

/** An attribute read through a class itself. */
export function classAttribute(m: Machine, loc: Loc, key: Key, span: Span): Abstract {
  const { locs } = inherited(m, only(loc), key);
  let found = noLocs;
  for (const member of locs) {
    const kind = descriptorOf(m, member);
    if (kind === 'property' && m.knowledge.protocols.receiver !== undefined) found = union(found, readProperty(m, loc, member, span).locs);
    else if (kind === 'class') {
      const bound = ownedThing(m, loc, `bound:${String(key)}:${member}`, { method: String(key) });
      put(m, only(bound), hidden.self, { locs: only(loc) });
      put(m, only(bound), hidden.callable, { locs: get(m, only(member), hidden.callable) });
      found = union(found, only(bound));
    } else {
      const got = callMember(m, member, m.knowledge.protocols.bind, positional(scalar, { locs: only(loc) }), span);
      found = union(found, got ? got.locs : only(member));
    }
  }
  const members = fieldOf(m.heap, loc, hidden.members);
  if (members.size > 0 && [...found].every(one => thing(m, one).body === undefined && thing(m, one).method === undefined)) found = union(found, members);
  return ofLocs(m, found);
}
