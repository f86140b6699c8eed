import type { Loc } from './analysis.js';
import { argument, noArguments, positional } from './arguments.js';
import { callMember, readAccessors } from './classes.js';
import { get, noteLook, put, update } from './effects.js';
import { anyKey, fieldOf, hidden } from './heap.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { invokeOn } from './protocolcalls.js';
import { allocate, amend, ofLocs, thing } from './things.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { scalar, type Abstract } from './value.js';

/** A fresh object with the same fields. */
export const copyOf: SpecialMeaning = (m, call) => {
  const copies = [...source(call).locs].map(loc => unionAll([only(clone(m, loc, call, only)), reused(m, loc), ownCopies(m, loc, call)]));
  return copies.length > 0 ? ofLocs(m, unionAll(copies)) : source(call);
};

/** A fresh object whose fields are copies, too; code and modules stay what they are. */
export const deepCopyOf: SpecialMeaning = (m, call) => deepCopies(m, call, new Map());

/** A copy whose objects, and those below it, are made by their constructors. */
export const rebuilt: SpecialMeaning = (m, call) => {
  const made = new Map<Loc, LocSet>();
  const copies = deepCopies(m, call, made);
  for (const copy of unionAll([...made.values()]))
    for (const name of m.knowledge.protocols.construct.slice(1))
      callMember(m, copy, name, { ...noArguments, rest: { locs: get(m, only(copy)) }, restNamed: { locs: get(m, only(copy)) } }, call.span);
  return copies;
};

/** `made`: the copies of all objects that were copied on the way. */
function deepCopies(m: Machine, call: SpecialCall, made: Map<Loc, LocSet>): Abstract {
  const copy = (loc: Loc): LocSet => {
    const known = made.get(loc);
    if (known !== undefined) return known;
    if (made.size > 200) return only(loc);
    const own = union(reused(m, loc), ownCopies(m, loc, call));
    clone(m, loc, call, copy, fresh => made.set(loc, union(only(fresh), own)));
    return made.get(loc) ?? only(loc);
  };
  const copies = [...source(call).locs].map(copy);
  return copies.length > 0 ? ofLocs(m, union(unionAll(copies), remembered(m, unionAll([...made.values()]), call))) : source(call);
}

/** A dictionary of the copies so far: it gets those that were made, and gives those that it has, by addresses that hold in its process only. */
function remembered(m: Machine, made: LocSet, call: SpecialCall): LocSet {
  const memo = call.self ? undefined : argument(call.args, 1, 'memo');
  if (!memo || memo.locs.size === 0) return noLocs;
  put(m, memo.locs, anyKey, { locs: made });
  for (const loc of memo.locs) amend(m, loc, { opaque: true });
  update(m, memo.locs, call.span, 'method:deepcopy');
  return get(m, memo.locs);
}

/** `replace(x, field=value)`: a copy in which some fields are others, made by the constructor. */
export const replaceIn: SpecialMeaning = (m, call) => {
  const copies = new Set([...source(call).locs].map(loc => clone(m, loc, call, only)));
  for (const [name, value] of call.args.named) put(m, copies, name, value);
  if (call.args.restNamed) put(m, copies, anyKey, call.args.restNamed);
  invokeOn(m, copies, call);
  return copies.size > 0 ? ofLocs(m, copies) : source(call);
};

const source = ({ self, args }: SpecialCall) => self ?? args.positional[0] ?? scalar;

/** What the methods give by which the notebook's classes say how their objects are copied. */
const ownCopies = (m: Machine, loc: Loc, call: SpecialCall): LocSet => unionAll(invokeOn(m, only(loc), call, positional(scalar)).map(({ locs }) => locs));

/** The object itself, where its copy may be that. */
const reused = (m: Machine, loc: Loc): LocSet => (m.knowledge.type(thing(m, loc).type).reuses ? only(loc) : noLocs);

const isShared = (m: Machine, loc: Loc): boolean => {
  const { body, path } = thing(m, loc);
  return body !== undefined || path !== undefined || fieldOf(m.heap, loc, hidden.base).size > 0;
};

function clone(m: Machine, loc: Loc, { span }: SpecialCall, copy: (held: Loc) => LocSet, begun?: (fresh: Loc) => void): Loc {
  if (isShared(m, loc)) return loc;
  const { type, consumable, opaque } = thing(m, loc);
  const fresh = allocate(m, `copy:${loc}`, span, { type, consumable, opaque });
  begun?.(fresh);
  readAccessors(m, only(loc), anyKey, span);
  noteLook(m, loc);
  for (const [key, held] of [...(m.heap.sets.get(loc) ?? [])]) put(m, only(fresh), key, { locs: unionAll([...held].map(copy)) });
  return fresh;
}
