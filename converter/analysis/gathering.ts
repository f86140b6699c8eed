import { callLocs } from './call.js';
import { positional } from './arguments.js';
import { callAgain } from './again.js';
import { get, put } from './effects.js';
import { anyKey, hidden } from './heap.js';
import { iterate } from './iterate.js';
import { only, union } from './locs.js';
import { resolveResult } from './results.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { allocate, ofLocs, ownedThing, thing } from './things.js';
import { joinAll, scalar } from './value.js';

const resultOf = (m: Parameters<SpecialMeaning>[0], call: SpecialCall) =>
  resolveResult(m, typeof call.rule.returns === 'string' ? call.rule.returns : 'fresh', call, `result:${call.name}`);

/** Objects of the rule's type in a fresh one: pairs, groups. They hold what the rule says. */
export const nested: SpecialMeaning = (m, call) => {
  const result = resultOf(m, call);
  const inner = allocate(m, `nested:${call.name}`, call.span, { type: call.rule.types?.[0] });
  for (const reference of call.rule.holds ?? []) put(m, only(inner), anyKey, resolveResult(m, reference, call, `nested:${reference}`));
  put(m, result.locs, anyKey, { locs: only(inner) });
  return result;
};

/** One promise of several: it is over when they are, and holds what they give, within objects of the rule's types. */
export const combined: SpecialMeaning = (m, call) => {
  const result = resultOf(m, call);
  const inner = (call.rule.types ?? []).reduce((outer, type) => {
    const made = allocate(m, `combined:${call.name}:${type}`, call.span, { type });
    put(m, outer, anyKey, { locs: only(made) });
    return only(made);
  }, result.locs);
  for (const reference of call.rule.holds ?? []) put(m, inner, anyKey, resolveResult(m, reference, call, `combined:${reference}`));
  const [several] = call.args.positional;
  if (several) put(m, result.locs, hidden.given, iterate(m, several, call.span));
  return result;
};

/** Data of any depth: it is taken to hold itself. */
export const data: SpecialMeaning = (m, call) => {
  const result = resultOf(m, call);
  put(m, result.locs, anyKey, joinAll([result, ...(call.called ? [call.called] : [])]));
  return result;
};

/** A function that is called again and again with what it gave last and the next element. */
export const reduced: SpecialMeaning = (m, { self = scalar, args, span }) => {
  const [callable = scalar, initial] = args.positional;
  const held = ofLocs(m, get(m, self.locs));
  const calls = (total = scalar) => [() => callLocs(m, callable.locs, positional(total, held, scalar, self), span)];
  const first = initial ?? held;
  return callAgain(m, calls, { from: union(callable.locs, union(first.locs, held.locs)), span, feeds: true, first }) ?? scalar;
};

/** A promise and the function that makes it: what that resolves it with, it holds. */
export const promised: SpecialMeaning = (m, call) => {
  const result = resultOf(m, call);
  const [executor = scalar] = call.args.positional;
  const endings = ['resolver', 'rejecter'].map(name => {
    const locs = [...result.locs].map(promise => {
      const ending = ownedThing(m, promise, name, { type: `javascript.${name}` });
      put(m, only(ending), hidden.self, { locs: only(promise) });
      return ending;
    });
    return { locs: new Set(locs) };
  });
  callLocs(m, executor.locs, positional(...endings), call.span);
  return result;
};

/** A view shares its memory: it is taken for the buffer itself, which an array stands for, too; of anything else a copy is made. */
export const bufferView: SpecialMeaning = (m, call) => {
  const [source = scalar] = call.args.positional;
  const buffers = [...source.locs].filter(loc => {
    const { type, path } = thing(m, loc);
    return path === undefined && (type === undefined || type.endsWith('ArrayBuffer') || m.knowledge.type(type).flat === true);
  });
  const copy = resultOf(m, call);
  return buffers.length === 0 ? copy : joinAll([copy, { locs: new Set(buffers) }]);
};
