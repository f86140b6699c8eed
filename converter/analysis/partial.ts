import { argument, type Arguments } from './arguments.js';
import { callLocs } from './call.js';
import { get, put } from './effects.js';
import { hidden } from './heap.js';
import { only } from './locs.js';
import { allocate, ofLocs } from './things.js';
import type { SpecialMeaning } from './special.js';
import { scalar, type Abstract } from './value.js';

/** A callable with some of its arguments given. */
export const makePartial: SpecialMeaning = (m, { args, span, rule }) => {
  const type = typeof rule.returns === 'string' ? rule.returns.replace('fresh:', '') : undefined;
  const loc = allocate(m, 'partial', span, { type });
  const [callable, ...rest] = args.positional;
  put(m, only(loc), hidden.callable, callable ?? scalar);
  put(m, only(loc), '*', callable ?? scalar);
  rest.forEach((value, index) => put(m, only(loc), index, value));
  for (const [name, value] of args.named) put(m, only(loc), name, value);
  m.given.set(loc, { ...args, positional: rest });
  return { locs: only(loc), type };
};

export const callPartial: SpecialMeaning = (m, { self = scalar, args, span }) => {
  const results: Abstract[] = [];
  for (const loc of self.locs) {
    const given = m.given.get(loc);
    const all: Arguments = {
      ...args,
      positional: [...(given?.positional ?? []), ...args.positional],
      named: new Map([...(given?.named ?? []), ...args.named])
    };
    results.push(callLocs(m, get(m, only(loc), hidden.callable), all, span));
  }
  return results[0] ? results.reduce((a, b) => (a === b ? a : { locs: new Set([...a.locs, ...b.locs]) })) : ofLocs(m, argument(args, 0)?.locs ?? new Set());
};
