import type { Loc } from './analysis.js';
import { noteLook, put } from './effects.js';
import { anyKey, fieldOf, hidden } from './heap.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, ofLocs, thing } from './things.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { scalar } from './value.js';

/** A fresh object with the same fields. */
export const copyOf: SpecialMeaning = (m, call) => {
  const copies = [...source(call).locs].map(loc => clone(m, loc, call, held => held));
  return copies.length > 0 ? ofLocs(m, new Set(copies)) : source(call);
};

/** A fresh object whose fields are copies, too; code and modules stay what they are. */
export const deepCopyOf: SpecialMeaning = (m, call) => {
  const made = new Map<Loc, Loc>();
  const copy = (loc: Loc): Loc => {
    const known = made.get(loc);
    if (known !== undefined) return known;
    if (made.size > 200) return loc;
    return clone(m, loc, call, copy, made);
  };
  const copies = [...source(call).locs].map(copy);
  return copies.length > 0 ? ofLocs(m, new Set(copies)) : source(call);
};

/** `replace(x, field=value)`: a copy in which some fields are others. */
export const replaceIn: SpecialMeaning = (m, call) => {
  const copies = copyOf(m, call) ?? scalar;
  for (const [name, value] of call.args.named) put(m, copies.locs, name, value);
  if (call.args.restNamed) put(m, copies.locs, anyKey, call.args.restNamed);
  return copies;
};

const source = ({ self, args }: SpecialCall) => self ?? args.positional[0] ?? scalar;

const isShared = (m: Machine, loc: Loc): boolean => {
  const { body, path } = thing(m, loc);
  return body !== undefined || path !== undefined || fieldOf(m.heap, loc, hidden.base).size > 0;
};

function clone(m: Machine, loc: Loc, { span }: SpecialCall, copy: (held: Loc) => Loc, made?: Map<Loc, Loc>): Loc {
  if (isShared(m, loc)) return loc;
  const { type, consumable, opaque } = thing(m, loc);
  const fresh = allocate(m, `copy:${loc}`, span, { type, consumable, opaque });
  made?.set(loc, fresh);
  noteLook(m, loc);
  for (const [key, held] of [...(m.heap.sets.get(loc) ?? [])]) put(m, only(fresh), key, { locs: new Set([...held].map(copy)) });
  return fresh;
}
