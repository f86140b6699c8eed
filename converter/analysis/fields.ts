import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { allArguments, noArguments, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { callLocs } from './call.js';
import { get, getExact, put } from './effects.js';
import { anyKey, hidden } from './heap.js';
import { lineage } from './instances.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

/**
 * Without a constructor of its own the fields of an object are what is given, by the order in which the classes declare them, or what
 * their factories make for it.
 */
export function fillFields(m: Machine, loc: Loc, instance: Loc, args: Arguments, span: Span): void {
  for (const value of allArguments(args)) put(m, only(instance), anyKey, value);
  for (const [name, value] of args.named) put(m, only(instance), name, value);
  const declared = lineage(m, only(loc)).flatMap(one => [...(m.heap.sets.get(one) ?? [])]);
  for (const [key, held] of declared) {
    for (const field of held) {
      if (thing(m, field).type !== 'dataclasses.field') continue;
      put(m, only(instance), key, { locs: get(m, only(field), anyKey) });
      const factory = getExact(m, only(field), hidden.factory);
      if (factory.size > 0) for (const made of inArms(m, [() => callLocs(m, factory, noArguments, span)], true).results) put(m, only(instance), key, made);
    }
  }
}
