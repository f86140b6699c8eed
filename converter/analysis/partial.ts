import { withGiven } from './arguments.js';
import { callLocs } from './call.js';
import { get, put } from './effects.js';
import { anyKey, hidden } from './heap.js';
import { only } from './locs.js';
import { allocate } from './things.js';
import type { SpecialMeaning } from './special.js';
import { joinAll, scalar } from './value.js';

/** A callable with some of its arguments given. */
export const makePartial: SpecialMeaning = (m, { args, span, rule }) => {
  const type = typeof rule.returns === 'string' ? rule.returns.replace('fresh:', '') : undefined;
  const loc = allocate(m, 'partial', span, { type });
  const [callable, ...rest] = args.positional;
  put(m, only(loc), hidden.callable, callable ?? scalar);
  put(m, only(loc), anyKey, callable ?? scalar);
  rest.forEach((value, index) => put(m, only(loc), index, value));
  for (const [name, value] of args.named) put(m, only(loc), name, value);
  for (const value of [args.rest, args.restNamed]) if (value) put(m, only(loc), anyKey, value);
  m.given.set(loc, { ...args, positional: rest });
  return { locs: only(loc), type };
};

export const callPartial: SpecialMeaning = (m, { self = scalar, args, span }) =>
  joinAll([...self.locs].map(loc => callLocs(m, get(m, only(loc), hidden.callable), withGiven(args, m.given.get(loc)), span)));
