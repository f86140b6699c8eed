import type { Key } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { allArguments, anyOf, calledOn, noArguments, withReceiver, type Arguments } from './arguments.js';
import { isBeyond, reachFrom } from './beyond.js';
import { spend } from './budget.js';
import { callLocs } from './call.js';
import { inArms } from './arms.js';
import { consume } from './consume.js';
import { noteLook, put, readGlobal, update } from './effects.js';
import { changeEverything } from './objects.js';
import { anyKey, hidden, isStructural, reachable } from './heap.js';
import { touchNamed } from './guessedfiles.js';
import { isImplicit } from './hiddenState.js';
import { callMember } from './classes.js';
import { classesOf, isDerived, isInstance, lineage } from './instances.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { hasNamespace } from './namespaces.js';
import { ownCalls } from './ownmembers.js';
import { noteMakers } from './ownstate.js';
import { keepStreams } from './streams.js';
import { allocate, intern, thing } from './things.js';
import type { Abstract } from './value.js';

/** Keys that lead from code to what only that code itself uses. */
const closed: ReadonlySet<unknown> = new Set([hidden.frame, hidden.type, hidden.base, hidden.callable]);

const isOpen = (key: Key): boolean => !isStructural(key) || !(closed.has(key) || String(key).startsWith(hidden.default));

/** What code that we cannot see may get at: everything that is held, but not the inside of functions and classes. */
export function exposedBy(m: Machine, locs: LocSet): Set<number> {
  const found = reachable(m.heap, locs, isOpen);
  for (const loc of found) noteLook(m, loc);
  spend(m, 0);
  return found;
}

/**
 * A call of which nothing is known: it may change whatever it can reach from the receiver and the arguments, store any of them
 * in any other, call the callables among them, give any of them back, and change files that they name. It may be a library that goes by
 * options; it changes no hidden state.
 */
export function callUnknown(m: Machine, receiver: Abstract, args: Arguments, span: Span, maker?: string): Abstract {
  for (const variable of m.knowledge.options) readGlobal(m, variable, span, 'goes-by');
  for (const variable of m.kept) readGlobal(m, variable, span, 'goes-by');
  touchNamed(m, receiver, args, span, maker);
  const given = [receiver, ...allArguments(args)];
  const direct = unionAll(given.map(({ locs }) => locs));
  if (isBeyond(m)) return reachFrom(m, direct, direct, span);
  if (hasNamespace(m, { locs: direct })) {
    m.unit.effects.dynamic = true;
    changeEverything(m, span);
  }
  const result = allocate(m, 'unknown', span, { foreign: true, ...(maker !== undefined && { maker }) });
  const exposed = exposedBy(m, direct);
  noteMakers(m, exposed, span);
  if ([...exposed].some(loc => thing(m, loc).executed)) searchNames(m, span);
  m.steps -= exposed.size;
  const changeable = new Set([...exposed].filter(loc => isChangeable(m, loc)));
  const holders = new Set([...direct].filter(loc => changeable.has(loc)));
  update(m, changeable, span, 'unknown-call');
  if (direct.size > 1) put(m, holders, anyKey, { locs: direct });
  put(m, only(result), anyKey, { locs: direct });
  for (const loc of exposed) if (thing(m, loc).consumable) consume(m, loc, span);
  keepStreams(m, exposed);
  callAny(m, exposed, direct, span);
  return { locs: unionAll([only(result), direct]) };
}

/** Code that nobody could read runs: it finds and binds what names it likes, which have to be the notebook's. */
function searchNames(m: Machine, span: Span): void {
  m.unit.effects.rungs.set(`executed:${span.from}`, { rung: 'script', rule: 'exec', findsNames: true, span });
  m.unit.effects.dynamic = true;
  m.openNames = true;
  changeEverything(m, span);
}

function isChangeable(m: Machine, loc: number): boolean {
  const { body, path, type, method } = thing(m, loc);
  if (body !== undefined || path !== undefined || method !== undefined) return false;
  const { immutable, readOnly } = m.knowledge.type(type);
  return immutable !== true && readOnly !== true;
}

/** Callables within reach may run, with any of what is around; so may all methods of the notebook's objects. */
function callAny(m: Machine, exposed: ReadonlySet<number>, direct: LocSet, span: Span): void {
  const any: Abstract = { locs: new Set([...direct].filter(loc => thing(m, loc).path === undefined && thing(m, loc).body === undefined)) };
  const pieces: (() => unknown)[] = [];
  for (const loc of exposed) {
    const { body, method, path } = thing(m, loc);
    if (path !== undefined && m.knowledge.rule(path)?.draws !== undefined) pieces.unshift(() => callLocs(m, only(loc), noArguments, span));
    else if (body !== undefined || method !== undefined || isDoing(m, loc, path)) pieces.push(() => callLocs(m, only(loc), withAny(m, loc, any), span));
    else if (isInstance(m, loc)) pieces.push(...methodCalls(m, loc, any, span));
  }
  pieces.push(...ownCalls(m, exposed, m.knowledge.protocols.reading, any, span));
  guess(m, pieces, exposed, span);
}

/** A function of a library that changes what nobody gives it: files, and state of the process. */
function isDoing(m: Machine, loc: number, path: string | undefined): boolean {
  if (path === undefined) return false;
  const { files, sets, updates, figure } = m.knowledge.rule(path) ?? {};
  return m.given.has(loc) || files !== undefined || sets !== undefined || figure !== undefined || updates?.some(isImplicit) === true;
}

/** A library made the object, or calls what its own classes declare: any method of the notebook's classes may run, with any of what is around. */
export function callOverrides(m: Machine, instances: Iterable<number>, any: Abstract, span: Span): void {
  const derived = [...instances].filter(loc => isInstance(m, loc) && isDerived(m, loc));
  guess(
    m,
    derived.flatMap(loc => methodCalls(m, loc, any, span)),
    union(new Set(derived), any.locs),
    span
  );
}

/** Calls that may happen, or not: of what lies within reach of `around`, which is all there is to say once the budget is used up. */
function guess(m: Machine, pieces: readonly (() => unknown)[], around: LocSet, span: Span): void {
  m.guessing++;
  inArms(
    m,
    pieces.map(piece => () => isBeyond(m) || piece()),
    true
  );
  m.guessing--;
  if (pieces.length > 0 && isBeyond(m)) reachFrom(m, around, noLocs, span);
}

/** Calls of all functions that the classes of an object hold, those that a decorator has wrapped included. */
function methodCalls(m: Machine, loc: number, any: Abstract, span: Span): readonly (() => unknown)[] {
  const held = lineage(m, classesOf(m, loc)).flatMap(cls => [...(m.heap.sets.get(cls) ?? [])]);
  return held.flatMap(([key, members]) => {
    if (isStructural(key)) return [];
    const plain = [...members].filter(member => thing(m, member).body !== undefined);
    const isWrapped = [...members].some(member => thing(m, member).path === undefined && isWrapper(m, member));
    const self = m.knowledge.protocols.construct.includes(String(key)) ? anotherOf(m, loc) : loc;
    return [
      ...plain.map(member => () => callLocs(m, only(member), calledOn(m, anyOf(any, 0), { locs: only(self) }), span)),
      ...(isWrapped ? [() => callMember(m, loc, String(key), anyOf(any, 1), span)] : [])
    ];
  });
}

/** Constructors run on an object of their own, which stands for all that libraries make of these classes. */
function anotherOf(m: Machine, loc: number): number {
  const classes = classesOf(m, loc);
  const another = intern(m, `another:${[...classes].join()}`, {});
  put(m, only(another), hidden.type, { locs: classes });
  return another;
}

/** Nothing is known of what a decorator gave, or it is a method of a class. */
const isWrapper = (m: Machine, loc: number): boolean => {
  const { body, type } = thing(m, loc);
  return body === undefined && (type === undefined ? !isInstance(m, loc) : m.knowledge.type(type).descriptor !== undefined);
};

/** As many arguments as a callable needs, each of them anything. */
export function withAny(m: Machine, loc: number, any: Abstract): Arguments {
  const { body } = thing(m, loc);
  if (body === undefined) return { ...anyOf(any, 1), rest: any };
  const parameters = m.bodies.get(body)?.body.parameters ?? [];
  const count = parameters.filter(({ kind, default: given }) => kind === 'positional' && given === undefined).length;
  return withReceiver(m, { positional: anyOf(any, count).positional, named: new Map() }, any);
}
