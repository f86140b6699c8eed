import { allArguments, noArguments, positional } from './arguments.js';
import { inArms } from './arms.js';
import { callClassHook, callMember, readAccessors } from './classes.js';
import { contentsOf } from './contents.js';
import { formatted } from './formatted.js';
import { iterate } from './iterate.js';
import { join, joinAll, scalar, type Abstract } from './value.js';
import { operate } from './operate.js';
import { attribute } from './parts.js';
import { get, put } from './effects.js';
import { anyKey, hidden, reachable } from './heap.js';
import { classesOf, isClass, isInstance } from './instances.js';
import { only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { allocate } from './things.js';
import type { SpecialCall, SpecialMeaning } from './special.js';

/** Runs the methods that the rule names on notebook objects; what they give. */
export const invokeOn = (m: Machine, locs: LocSet, { rule: { invokes = [] }, span }: SpecialCall, args = noArguments): readonly Abstract[] =>
  [...locs].flatMap(loc => invokes.flatMap(name => callMember(m, loc, name, args, span) ?? []));

/** Those among the arguments themselves. */
export const invokeDirect: SpecialMeaning = (m, call) => {
  const { args, span, rule } = call;
  if (rule.invokes?.some(name => m.knowledge.protocols.format.includes(name))) {
    for (const value of allArguments(args)) formatted(m, value, span, rule.invokes);
    return undefined;
  }
  for (const { locs } of allArguments(args)) invokeOn(m, locs, call);
  return undefined;
};

/** Runs them on those that the receiver and the arguments hold, too, however deep; another of these may be given. */
export const invokeElements: SpecialMeaning = (m, { self = scalar, args, span, rule: { invokes = [] } }) => {
  const given = joinAll([self, ...allArguments(args)]).locs;
  const met = [...union(given, contentsOf(m, given, invokes))].filter(loc => isInstance(m, loc));
  const others = positional({ locs: new Set(met) });
  inArms(
    m,
    met.flatMap(loc => invokes.map(name => () => callMember(m, loc, name, others, span))),
    true
  );
  return undefined;
};

/** Makes a text of a value and of all that it holds: accessors and the methods that the rule names run. */
export const writeOut: SpecialMeaning = (m, call) => {
  const [given = scalar] = call.args.positional;
  const all = reachable(m.heap, given.locs);
  readAccessors(m, all, anyKey, call.span);
  invokeOn(m, all, call);
  return undefined;
};

/** Runs methods that the notebook's class gives the receiver: what they give is the result. */
export const invokeSelf: SpecialMeaning = (m, call) => {
  const { self = scalar, args, rule } = call;
  const results = invokeOn(m, self.locs, call, args);
  return String(rule.returns).startsWith('scalar') ? undefined : results.at(-1);
};

/** Arithmetic by another name. */
export const asNumber: SpecialMeaning = (m, call) => {
  invokeDirect(m, call);
  return operate(m, 'arithmetic', operatorOf(m, call.name), call.args.positional, call.span);
};

/** The operator whose method is called like a function is: `+` for `add`. */
function operatorOf({ knowledge: { protocols } }: Parameters<SpecialMeaning>[0], name: string): string {
  const method = `__${name.replaceAll('_', '')}__`;
  const named = [...Object.entries(protocols.operators), ...Object.entries(protocols.unary)].find(([, [first]]) => first === method);
  return named?.[0] ?? name;
}

/** A sum is a number where numbers are added; else what adding the elements gives. */
export const sumOf: SpecialMeaning = (m, { args, span }) => {
  const [over, start] = args.positional;
  const element = over ? iterate(m, over, span) : scalar;
  return operate(m, 'arithmetic', '+', [start ? join(start, element) : element, element], span);
};

/** An iterator of its own: what the object's own method gives, if it has one. */
export const iteratorOf: SpecialMeaning = (m, { args, span }) => {
  const [of = scalar] = args.positional;
  const [start = ''] = m.knowledge.protocols.iterate;
  const own = [...of.locs].flatMap(loc => callMember(m, loc, start, noArguments, span) ?? []);
  return own.length > 0 ? joinAll(own) : undefined;
};

/** Looks an element up by equality: the elements' methods decide, or their identity. */
export const compareElements: SpecialMeaning = (m, call) => {
  const { self = scalar, args, span } = call;
  const [what = scalar] = args.positional;
  invokeDirect(m, call);
  operate(m, 'membership', 'in', [what, self], span);
  return undefined;
};

/** Whether an object or class belongs to a class, or to one of a tuple: these may say it themselves. */
export const checkClass: SpecialMeaning = (m, { args, span, rule: { invokes = [] } }) => {
  const [of = scalar, kinds = scalar] = args.positional;
  for (const kind of union(kinds.locs, get(m, kinds.locs))) {
    if (!isClass(m, kind)) continue;
    for (const name of invokes) {
      callMember(m, kind, name, positional(of), span);
      callClassHook(
        m,
        only(kind),
        name,
        { locs: only(kind) },
        positional({ locs: unionAll([...of.locs].map(loc => (isClass(m, loc) ? only(loc) : classesOf(m, loc)))) }),
        span
      );
    }
  }
  return undefined;
};

/** Whether there is such an attribute: properties run. */
export const hasAttribute: SpecialMeaning = (m, { args, span }) => {
  const [of = scalar, name] = args.positional;
  for (const text of name?.texts ?? []) attribute(m, of, text, span);
  return undefined;
};

/** A context entered by a method call. */
export const enterContext: SpecialMeaning = (m, call) => {
  const [of = scalar] = call.args.positional;
  const results = invokeOn(m, of.locs, call);
  return results.length > 0 ? joinAll(results) : undefined;
};

/** A group of neighbours: its key, and an iterator over its elements. */
export const groupElement: SpecialMeaning = (m, { self = scalar, span, rule }) => {
  const { tuple } = m.knowledge.protocols;
  const pair = allocate(m, 'group', span, { type: tuple });
  const group = allocate(m, 'group-iterator', span, { type: rule.types?.[0] });
  put(m, only(group), anyKey, { locs: get(m, self.locs) });
  put(m, only(group), hidden.self, self);
  put(m, only(pair), 1, { locs: only(group) });
  return { locs: only(pair), type: tuple };
};
