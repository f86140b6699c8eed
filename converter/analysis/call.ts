import type { Rule } from '../languages/knowledge.js';
import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { allArguments, argumentLocs, calledOn, evaluateArguments, positional, withGiven, withReceiver, type Arguments } from './arguments.js';
import { reachFrom } from './beyond.js';
import { callHook, callMember, classAttribute, instanceAttribute } from './classes.js';
import { get } from './effects.js';
import { evaluate } from './evaluate.js';
import { hidden } from './heap.js';
import { fillByBase, makeByBases, instantiate, makeInstance } from './instantiate.js';
import { classesOf, inherited, isClass, isInstance, libraryBases } from './instances.js';
import { relabelByMethod } from './labels.js';
import { begin, end, lasting } from './lasting.js';
import { bindAll, isNamespace } from './namespaces.js';
import { invoke } from './invoke.js';
import { inArms } from './arms.js';
import { applyRule } from './library.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { ofLocs, thing } from './things.js';
import { callPath } from './pathcall.js';
import { callOwn } from './owncalls.js';
import { callGivenByOwn, useOwn } from './ownmembers.js';
import { attribute, attributeOf, namedItem } from './parts.js';
import { callOverrides, callUnknown } from './unknown.js';
import { joinAll, scalar, type Abstract } from './value.js';
import { asOptional, asRule } from '../languages/consult.js';

/** A call as it is written: of a method where the callee is an attribute, else of a value. */
export function callValue(m: Machine, { callee, args: given, makes, span }: Extract<Value, { kind: 'call' }>): Abstract {
  if (callee.kind === 'part' && callee.how === 'attribute' && typeof callee.key === 'string') {
    const receiver = evaluate(m, callee.of);
    const args = evaluateArguments(m, given);
    noteContext(m, callee.of, callee.key, span);
    if (!makes) return callMethod(m, receiver, callee.key, args, span);
    return callAbstract(m, attribute(m, receiver, callee.key, span), { ...args, makes }, span);
  }
  const called = evaluate(m, callee);
  return callAbstract(m, called, { ...evaluateArguments(m, given), makes }, span);
}

/** A context manager entered by hand, outside a `with`, holds for all that follows until one is left again. */
function noteContext(m: Machine, manager: Value, method: string, span: Span): void {
  if (manager.kind === 'read' && manager.name.scope === 'temp') return;
  const name = manager.kind === 'read' ? `${lasting.context}.${manager.name.name}` : lasting.context;
  if (m.knowledge.protocols.enter?.includes(method)) begin(m, name, span);
  else if (m.knowledge.protocols.exit.includes(method)) end(m, name, span);
}

/** A value that is called; scalars (and names that nothing is known of) do nothing. */
function callAbstract(m: Machine, called: Abstract, args: Arguments, span: Span): Abstract {
  if (called.locs.size === 0) return callUnknown(m, scalar, args, span);
  return callLocs(m, called.locs, args, span);
}

/** Calls one of several objects; where there is a choice, each only may be called. */
export function callLocs(m: Machine, locs: LocSet, args: Arguments, span: Span): Abstract {
  const [first, ...rest] = locs;
  if (first === undefined) return scalar;
  if (rest.length === 0) return callLoc(m, first, args, span);
  const unknown = [...locs].filter(loc => isUnknown(m, loc));
  const pieces = [...locs].filter(loc => !unknown.includes(loc)).map(loc => () => callLoc(m, loc, args, span));
  if (unknown.length > 0) pieces.push(() => callUnknown(m, { locs: new Set(unknown) }, args, span));
  return joinAll(inArms(m, pieces, false).results);
}

/** Nothing tells what calling it does. */
function isUnknown(m: Machine, loc: Loc): boolean {
  const { body, path, method, type } = thing(m, loc);
  return body === undefined && path === undefined && method === undefined && type === undefined && !isInstance(m, loc);
}

function callLoc(m: Machine, loc: Loc, args: Arguments, span: Span): Abstract {
  if (thing(m, loc).body !== undefined && !isClass(m, loc) && !args.makes) return invoke(m, loc, args, span);
  // What is called by way of its own member goes round in circles with no body that runs in between.
  const call = `${loc}:${m.active.length}`;
  const around = m.calling.get(call) ?? 0;
  m.circling ||= around >= 2;
  // What a library does is known all the same, but for what it calls in turn.
  if (m.circling && (around >= 2 || thing(m, loc).path === undefined)) return reachFrom(m, union(argumentLocs(args), only(loc)), argumentLocs(args), span);
  m.calling.set(call, around + 1);
  const result = callThing(m, loc, args, span);
  m.calling.set(call, around);
  return result;
}

/** A call of what is no plain function. */
function callThing(m: Machine, loc: Loc, args: Arguments, span: Span): Abstract {
  const { body, path, method, type } = thing(m, loc);
  if (body !== undefined) return instantiate(m, loc, args, span);
  if (path !== undefined) return callPath(m, path, withGiven(args, m.given.get(loc)), span);
  if (method !== undefined) {
    const self = get(m, only(loc), hidden.self);
    const functions = get(m, only(loc), hidden.callable);
    if (functions.size > 0) return callLocs(m, functions, calledOn(m, args, ofLocs(m, self)), span);
    return callMethod(m, ofLocs(m, self), method, args, span);
  }
  const { call } = m.knowledge.protocols;
  if (isInstance(m, loc)) return callMember(m, loc, call, args, span) ?? callUnknown(m, { locs: only(loc) }, args, span);
  const rule = m.knowledge.type(type).call;
  if (rule !== undefined) return applyRule(m, asRule(rule), { self: { locs: only(loc), type }, args, span, name: 'call', library: type ?? '' });
  useOwn(m, loc, call, span, made => callMember(m, made, call, args, span));
  callGivenByOwn(m, loc, args, span);
  return callUnknown(m, { locs: only(loc) }, args, span, giver(m, only(loc), call));
}

/** A method called on any of the objects that the receiver may be. */
function callMethod(m: Machine, receiver: Abstract, name: string, args: Arguments, span: Span): Abstract {
  if (receiver.locs.size === 0) return callScalarMethod(m, receiver, name, args, span);
  const groups = new Map<string, Loc[]>();
  for (const loc of receiver.locs) {
    const { type, path } = thing(m, loc);
    const kind = path !== undefined || thing(m, loc).body !== undefined || isInstance(m, loc) ? `loc:${loc}` : `type:${type ?? ''}`;
    groups.set(kind, [...(groups.get(kind) ?? []), loc]);
  }
  const pieces = [...groups.values()].map(locs => () => callMethodOf(m, new Set(locs), name, args, span));
  const [single] = pieces;
  return pieces.length === 1 && single ? single() : joinAll(inArms(m, pieces, false).results);
}

function callScalarMethod(m: Machine, receiver: Abstract, name: string, args: Arguments, span: Span): Abstract {
  const rule = m.knowledge.method(receiver.type ?? 'scalar', name) ?? m.knowledge.method('scalar', name) ?? 'scalar';
  return applyRule(m, asRule(rule), { self: receiver, args, span, name, library: receiver.type ?? m.knowledge.protocols.builtins });
}

function callMethodOf(m: Machine, locs: LocSet, name: string, args: Arguments, span: Span): Abstract {
  const [loc] = locs;
  if (loc === undefined) return scalar;
  const { type, path } = thing(m, loc);
  if (path !== undefined) return callLocs(m, attributeOf(m, loc, name, span).locs, args, span);
  if (isClass(m, loc)) return callClassMethod(m, loc, name, args, span);
  if (isInstance(m, loc)) return callInstanceMethod(m, loc, name, args, span);
  if (type === 'super') return callAbove(m, loc, name, args, span);
  if (name === m.knowledge.protocols.madeBy) return callLocs(m, attribute(m, { locs }, name, span).locs, args, span);
  if (isNamespace(m, loc) && name === 'get') return namedItem(m, args.positional[0] ?? scalar, span);
  if (isNamespace(m, loc) && name === 'update') return bindAll(m, args, span);
  if (isNamespace(m, loc)) {
    m.unit.effects.dynamic = true;
    m.openNames ||= allArguments(args).length > 0;
  }
  const stored = get(m, locs, name);
  const rule = type === undefined ? undefined : m.knowledge.method(type, name);
  if (rule) return applyRule(m, rule, { self: { locs, type }, args, span, name, library: type ?? '' });
  const own = withReceiver(m, args, { locs });
  if (stored.size > 0 && type !== undefined) return callLocs(m, stored, own, span);
  if (m.knowledge.type(type).closed) return scalar;
  for (const one of locs) useOwn(m, one, name, span, made => callMethod(m, { locs: only(made) }, name, args, span));
  relabelByMethod(m, locs, name, args, span);
  const unknown = callUnknown(m, { locs }, args, span, giver(m, locs, name));
  return stored.size > 0 ? joinAll([unknown, callLocs(m, stored, own, span)]) : unknown;
}

/** What a method of a library's object gives is found by way of that object, not too far. */
function giver(m: Machine, locs: LocSet, name: string): string | undefined {
  const [maker, ...others] = new Set([...locs].flatMap(loc => thing(m, loc).maker ?? []));
  return maker === undefined || others.length > 0 || maker.split('()').length > 3 ? undefined : `${maker}().${name}`;
}

/** A method of the classes above the one whose method asks. */
function callAbove(m: Machine, loc: Loc, name: string, args: Arguments, span: Span): Abstract {
  const above = get(m, only(loc), hidden.given);
  const { construct, call } = m.knowledge.protocols;
  const results = [...get(m, only(loc), hidden.self)].map(self => {
    if (isClass(m, self) && name === construct[0] && inherited(m, only(self), name, above).locs.size === 0)
      return joinAll([makeByBases(m, self, libraryBases(m, only(self)), args, span), classMade(m, self, args)]);
    if (isClass(m, self) && name === call && inherited(m, classesOf(m, self), name, above).locs.size === 0) return makeInstance(m, self, args, span);
    if (!isInstance(m, self) || (isClass(m, self) && inherited(m, only(self), name, above).locs.size > 0))
      return callLocs(m, inherited(m, only(self), name, above).locs, calledOn(m, args, { locs: only(self) }), span);
    return callMember(m, self, name, args, span, above) ?? callInherited(m, self, inherited(m, classesOf(m, self), name, above).library, name, args, span);
  });
  return joinAll(results);
}

/** A class of classes makes the class that it is run for, with a name, bases and members. */
const classMade = (m: Machine, self: Loc, { positional, rest }: Arguments): Abstract =>
  classesOf(m, self).size > 0 && (rest !== undefined || positional.length > 3) ? { locs: only(self) } : scalar;

/** A method that a library type gives to an object of a notebook class; absent knowledge: anything may happen. */
function callInherited(m: Machine, loc: Loc, library: readonly string[], name: string, args: Arguments, span: Span): Abstract {
  const builtin = `${m.knowledge.protocols.builtins}.`;
  const isConstructor = name === m.knowledge.protocols.construct[1];
  for (const base of library) {
    const rule = m.knowledge.method(base.replace(builtin, ''), name);
    if (isConstructor && base !== `${builtin}object` && fillByBase(m, only(loc), base, args, span)) return scalar;
    if (!rule) {
      if (isConstructor) callOwn(m, `${base}.${name}`, calledOn(m, args, { locs: only(loc) }), span);
      continue;
    }
    callOverrides(m, [loc], { locs: argumentLocs(args) }, span);
    return applyRule(m, rule, { self: { locs: only(loc) }, args, span, name, library: base });
  }
  const isKnown = (base: string) => base.startsWith(builtin) || m.knowledge.isListedType(base);
  return library.every(isKnown) ? scalar : callUnknown(m, { locs: only(loc) }, args, span);
}

function callClassMethod(m: Machine, loc: Loc, name: string, args: Arguments, span: Span): Abstract {
  const found = classAttribute(m, loc, name, span);
  if (found.locs.size > 0) return callLocs(m, found.locs, withReceiver(m, args, { locs: only(loc) }), span);
  const byMetaclass = isInstance(m, loc) ? callMember(m, loc, name, args, span) : undefined;
  if (byMetaclass) return byMetaclass;
  return applyRule(m, classMethod(m, name) ?? { returns: 'fresh', holds: ['args'], calls: 'held' }, {
    self: { locs: classMethod(m, name) ? only(loc) : noLocs },
    args,
    span,
    name,
    library: m.knowledge.protocols.builtins
  });
}

/** A method that all classes have. */
export const classMethod = (m: Machine, name: string): Rule | undefined => {
  const rule = m.knowledge.type(m.knowledge.protocols.classType).methods?.[name];
  return asOptional(rule);
};

function callInstanceMethod(m: Machine, loc: Loc, name: string, args: Arguments, span: Span): Abstract {
  callHook(m, loc, m.knowledge.protocols.attribute, positional({ locs: noLocs, type: 'str', texts: [name] }), span);
  const own = get(m, only(loc), name);
  const result = callMember(m, loc, name, args, span);
  const received = withReceiver(m, args, { locs: only(loc) });
  if (own.size > 0) return joinAll([callLocs(m, own, received, span), ...(result ? [result] : [])]);
  if (result) return result;
  const { value, library } = instanceAttribute(m, loc, name, span);
  if (value.locs.size > 0) return callLocs(m, value.locs, received, span);
  return callInherited(m, loc, library, name, args, span);
}
