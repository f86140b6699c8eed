import { put } from './effects.js';
import { hidden, reachable } from './heap.js';
import { isClass } from './instances.js';
import { joinAll } from './value.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, thing } from './things.js';
import { readAll } from './namespaces.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { allArguments } from './arguments.js';

/** Saving objects whose code is the notebook's: they are found again by name, in `__main__`. */
export const pickled: SpecialMeaning = (m, call) => {
  const { locs } = joinAll(allArguments(call.args));
  if ([...reachable(m.heap, locs)].some(loc => thing(m, loc).body !== undefined)) needsNames(m, call);
  return undefined;
};

/** Loading objects, which may be of any class and hold any function that the notebook has bound. */
export const unpickled: SpecialMeaning = (m, call) => {
  const { span } = call;
  const code = readAll(m, span, ({ locs }) => [...locs].some(loc => thing(m, loc).body !== undefined), 'unpickle');
  const result = allocate(m, 'unpickled', span);
  if (code.locs.size === 0) return { locs: only(result) };
  needsNames(m, call);
  const classes = new Set([...code.locs].filter(loc => isClass(m, loc)));
  if (classes.size === 0) {
    put(m, only(result), '*', code);
    return { locs: only(result) };
  }
  const instance = allocate(m, 'unpickled-instance', span);
  put(m, only(instance), hidden.type, { locs: classes });
  put(m, only(result), '*', { locs: new Set([...code.locs, instance]) });
  return { locs: new Set([result, instance]) };
};

function needsNames(m: Machine, { span, name }: SpecialCall): void {
  const body = m.unit.body?.id;
  m.unit.effects.rungs.set(`pickle:${span.from}`, { rung: 'script', rule: 'main-name', span, detail: name, ...(body !== undefined && { body }) });
}
