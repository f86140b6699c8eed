import { callLocs } from './call.js';
import { consume } from './consume.js';
import { get, put, update } from './effects.js';
import { anyKey, hidden, isStructural } from './heap.js';
import { end, settled } from './late.js';
import { only, unionAll } from './locs.js';
import { namesHere } from './namespaces.js';
import { allocate, libraryThing, ofLocs, thing } from './things.js';
import type { SpecialMeaning } from './special.js';
import { join, joinAll, scalar, scalarOf } from './value.js';
import { iterate } from './iterate.js';
import { invokeOn } from './protocolcalls.js';
import { resolveResult } from './results.js';
import { exposedBy } from './unknown.js';

/** Calls what the receiver wraps. */
export const callHeld: SpecialMeaning = (m, { self = scalar, args, span }) => callLocs(m, get(m, self.locs, hidden.callable), args, span);

/** Makes a context manager of the generator that the receiver wraps: where it is left, it is left by a `with`. */
export const makeManager: SpecialMeaning = (m, call) => {
  const made = callHeld(m, call) ?? scalar;
  for (const loc of made.locs) m.waiting.delete(loc);
  return made;
};

/** Calls what the receiver wraps for parts of the arguments; its result holds what that gives. */
export const callHeldMapped: SpecialMeaning = (m, call) => {
  const { self = scalar, args, span, rule } = call;
  const callable = get(m, self.locs, hidden.callable);
  const parts = args.positional.map(value => join(value, iterate(m, value, span)));
  const given = callLocs(m, callable, { ...args, positional: parts }, span);
  const result = resolveResult(m, String(rule.returns), call, 'mapped');
  put(m, result.locs, anyKey, given);
  return result;
};

/** Calls its first argument with the others; the result holds what that gives. */
export const callFirst: SpecialMeaning = (m, { args, span }) => {
  const [first, ...rest] = args.positional;
  return first ? callLocs(m, first.locs, { ...args, positional: rest }, span) : scalar;
};

export const callFirstHeld: SpecialMeaning = (m, call) => {
  const given = callFirst(m, call) ?? scalar;
  const result = resolveResult(m, String(call.rule.returns), call, 'called-first');
  put(m, result.locs, anyKey, given);
  return result;
};

/** `x.pipe(f, …)` is `f(x, …)`. */
export const pipe: SpecialMeaning = (m, { self = scalar, args, span }) => {
  const [callable, ...rest] = args.positional;
  return callable ? callLocs(m, callable.locs, { ...args, positional: [self, ...rest] }, span) : undefined;
};

/** What a finished coroutine or task gives; anything else stands for itself, but what has a method by which it is awaited: it may give all that it has. */
export const awaited: SpecialMeaning = (m, call) => {
  const [value = scalar] = call.args.positional;
  end(m, value);
  const own = [...value.locs].filter(loc => invokeOn(m, only(loc), call).length > 0);
  if (own.length > 0) return ofLocs(m, new Set([...own, ...get(m, new Set(own))]));
  const finished = [...settled(m, value.locs)].map(loc => ({ locs: only(loc), type: thing(m, loc).type }));
  if (finished.length > 0) return joinAll(finished);
  const given = new Set([...value.locs].map(loc => m.knowledge.type(thing(m, loc).type).awaits));
  const [type] = given;
  return given.size === 1 && typeof type === 'string' ? scalarOf(type) : scalar;
};

/** `MethodType(f, x)`: a method that was bound by hand. */
export const bindMethod: SpecialMeaning = (m, { args, span }) => {
  const [callable = scalar, self = scalar] = args.positional;
  const loc = allocate(m, 'bound-method', span, { method: 'bound' });
  put(m, only(loc), hidden.callable, callable);
  put(m, only(loc), hidden.self, self);
  return { locs: only(loc) };
};

/** Uses up the receiver. */
export const consumeSelf: SpecialMeaning = (m, { self = scalar, span }) => {
  for (const loc of self.locs) consume(m, loc, span);
  return undefined;
};

/** A tuple with the places that the receiver has. */
export const fieldsOf: SpecialMeaning = (m, { self = scalar, span }) => {
  const { tuple } = m.knowledge.protocols;
  const made = allocate(m, 'fields', span, { type: tuple });
  for (const loc of self.locs)
    for (const key of m.heap.sets.get(loc)?.keys() ?? []) if (!isStructural(key)) put(m, only(made), key, { locs: get(m, only(loc), key) });
  return { locs: only(made), type: tuple };
};

/** `@lru_cache` without a call wraps the function that it is given. */
export const cacheDecorator: SpecialMeaning = (m, call) => {
  const [first = scalar] = call.args.positional;
  const type = call.rule.types?.[first.locs.size > 0 ? 0 : 1] ?? '';
  const made = allocate(m, type, call.span, { type });
  put(m, only(made), hidden.callable, first);
  return { locs: only(made), type };
};

/** Arrays and frames in parts: as many as are given, twice. */
export const copiesOf: SpecialMeaning = (m, { args, span, rule }) => {
  const [unknown = ''] = rule.types ?? [];
  const { list } = m.knowledge.protocols;
  const made = allocate(m, 'parts', span, { type: list });
  args.positional.forEach((value, index) => {
    const type = value.type ?? unknown;
    for (const side of [0, 1]) {
      const part = allocate(m, `part:${index}:${side}`, span, { type });
      put(m, only(part), anyKey, { locs: get(m, value.locs) });
      put(m, only(made), 2 * index + side, { locs: only(part), type });
    }
  });
  if (args.rest) put(m, only(made), anyKey, { locs: only(allocate(m, 'part', span, { type: unknown })) });
  return { locs: only(made), type: list };
};

/** A figure and its axes, each of which leads to the other. */
export const figureAndAxes: SpecialMeaning = (m, { span, rule }) => {
  const [figureType, axesType] = rule.types ?? [];
  const { tuple } = m.knowledge.protocols;
  const [pair, figure, axes] = [
    allocate(m, 'plots', span, { type: tuple }),
    allocate(m, 'figure', span, { type: figureType }),
    allocate(m, 'axes', span, { type: axesType })
  ];
  put(m, only(pair), 0, { locs: only(figure) });
  put(m, only(pair), 1, { locs: only(axes) });
  put(m, only(figure), hidden.part, { locs: only(axes) });
  put(m, only(axes), hidden.part, { locs: only(figure) });
  return { locs: only(pair), type: tuple };
};

/** An estimator that fits: objects of the notebook that it holds are fitted, too. */
export const fitHeld: SpecialMeaning = (m, { self = scalar, span }) => {
  const held = exposedBy(m, self.locs);
  update(m, new Set([...held].filter(loc => m.knowledge.type(thing(m, loc).type).fits && !self.locs.has(loc))), span, 'method:fit');
  return undefined;
};

/** A module by a text. */
export const importByName: SpecialMeaning = (m, { args, span }) => {
  const [name = scalar] = args.positional;
  const texts = name.texts?.filter(text => !text.includes(anyKey)) ?? [];
  const { main, builtins } = m.knowledge.protocols;
  const isOwnName = [...name.locs].some(loc => thing(m, loc).path === `${builtins}.__name__`);
  if (isOwnName || texts.includes(main)) return namesHere(m, span);
  if (texts.length === 0) return { locs: only(allocate(m, 'module', span, { type: m.knowledge.protocols.module })), type: m.knowledge.protocols.module };
  return { locs: unionAll(texts.map(text => only(libraryThing(m, text)))) };
};
