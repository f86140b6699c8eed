import type { Span } from '../source/span.js';
import { allArguments, argument, noArguments, type Arguments } from './arguments.js';
import { noteSubclass } from './classes.js';
import { get, put, readGlobal } from './effects.js';
import { anyKey, hidden } from './heap.js';
import { classNamed, classOf, classesOf, isClass, isInstance, kinOf, lineage } from './instances.js';
import { only, union, unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, libraryThing, ofLocs, thing } from './things.js';
import { store } from './mutate.js';
import { frames } from './names.js';
import { readAll } from './namespaces.js';
import { attribute, attributeOf } from './parts.js';
import type { SpecialMeaning } from './special.js';
import { join, joinAll, scalar, type Abstract } from './value.js';

const isExact = (texts: readonly string[] | undefined): texts is readonly string[] => texts !== undefined && texts.every(text => !text.includes(anyKey));

/** `getattr(x, name, default)`. */
export const getAttribute: SpecialMeaning = (m, { args, span }) => {
  const [of = scalar, name, fallback] = args.positional;
  const found = isExact(name?.texts) ? joinAll(name.texts.map(key => attribute(m, of, key, span))) : anyAttribute(m, of);
  return fallback ? join(found, fallback) : found;
};

function anyAttribute(m: Machine, of: Abstract): Abstract {
  let locs = union(of.locs, get(m, of.locs, anyKey));
  for (const loc of of.locs) for (const cls of lineage(m, classesOf(m, loc))) locs = union(locs, get(m, only(cls), anyKey));
  return { locs };
}

/** `setattr(x, name, value)`, `delattr(x, name)`. */
export const setAttribute: SpecialMeaning = (m, { args, span }) => {
  const [target = scalar, name, value] = args.positional;
  for (const key of isExact(name?.texts) ? name.texts : [anyKey]) store(m, target, { how: 'attribute', key, value, span });
  return scalar;
};

/** `type(x)`: what is called to make another. */
export const typeOf: SpecialMeaning = (m, { args, span }) => {
  if (args.positional.length > 1) return newClass(m, args, span);
  const of = argument(args, 0) ?? scalar;
  // Of what nobody follows, classes have been seen to.
  if (m.beyond?.isSpreading) return of;
  if (of.locs.size === 0) return { locs: only(classNamed(m, of.type ?? 'type')) };
  return ofLocs(m, unionAll([...of.locs].map(loc => classOf(m, loc, span))));
};

/** `type(name, bases, members)`: what the bases do with classes made from them, happens now. */
function newClass(m: Machine, args: Arguments, span: Span): Abstract {
  const held = get(m, joinAll([...allArguments(args)]).locs);
  const fresh = only(allocate(m, 'type', span));
  put(m, fresh, hidden.base, { locs: only(libraryThing(m, `${m.knowledge.protocols.builtins}.object`)) });
  put(m, fresh, anyKey, { locs: held });
  const made = { locs: union(fresh, held) };
  noteSubclass(m, held, made, noArguments, span);
  return made;
}

/** `vars(x)`: changing it changes x. Without an argument the names of the notebook or of the function that asks. */
export const variablesOf: SpecialMeaning = (m, { args, span }) => {
  const of = argument(args, 0);
  const { variables } = m.knowledge.protocols;
  const isOurs = (loc: number) => isInstance(m, loc) || isClass(m, loc) || thing(m, loc).type !== undefined;
  if (of) return variables === undefined ? of : joinAll([...of.locs].map(loc => (isOurs(loc) ? attributeOf(m, loc, variables, span) : { locs: only(loc) })));
  if (!m.unit.body) return { locs: only(allocate(m, 'names', span, { type: m.knowledge.protocols.namespace })), type: m.knowledge.protocols.namespace };
  const loc = allocate(m, 'locals', span, { type: m.knowledge.protocols.dictionary });
  for (let layer: typeof m.unit.locals | undefined = m.unit.locals; layer; layer = layer.below)
    for (const [name, { value }] of layer.slots) put(m, only(loc), name, value);
  return { locs: only(loc), type: m.knowledge.protocols.dictionary };
};

/** `dir()` where no function asks: all names of the notebook. */
export const namesOfAll: SpecialMeaning = (m, { args, span }) => {
  if (!argument(args, 0) && !m.unit.body) readAll(m, span, () => true, 'exec');
  return undefined;
};

/** `super()`: the object, seen from above the class whose method asks. */
export const superObject: SpecialMeaning = (m, { args, span }) => {
  const self = args.positional[1] ?? firstParameter(m);
  const owner = m.unit.body?.parent;
  const candidates = args.positional[0]?.locs ?? new Set([...self.locs].flatMap(loc => lineage(m, kinOf(m, loc)).filter(cls => thing(m, cls).body === owner)));
  const loc = allocate(m, 'super', span, { type: 'super' });
  put(m, only(loc), hidden.self, self);
  put(m, only(loc), hidden.given, { locs: candidates });
  return { locs: only(loc), type: 'super' };
};

/** What a class inherits, seen from an object: the class is told by its text. */
export const superOf: SpecialMeaning = (m, { args, span }) => {
  const [owner, self = scalar] = args.positional;
  const above = [...self.locs].flatMap(loc => lineage(m, kinOf(m, loc))).filter(cls => thing(m, cls).body === owner?.literal);
  const loc = allocate(m, 'super', span, { type: 'super' });
  put(m, only(loc), hidden.self, self);
  put(m, only(loc), hidden.given, { locs: new Set(above) });
  return { locs: only(loc), type: 'super' };
};

function firstParameter(m: Machine): Abstract {
  const name = m.unit.body?.parameters[0]?.name ?? '';
  for (let layer: typeof m.unit.locals | undefined = m.unit.locals; layer; layer = layer.below) {
    const slot = layer.slots.get(name);
    if (slot) return slot.value;
  }
  return ofLocs(m, get(m, frames(m, 0), name));
}

/** The process remembers all classes that were ever made in it. */
export const allClasses = '·process.classes';

/** Classes that descend from the receiver: those that names lead to must be there, too. */
export const subclassesOf: SpecialMeaning = (m, { self = scalar, args, span }) => {
  const of = argument(args, 0) ?? self;
  const above = [...of.locs].filter(loc => thing(m, loc).path !== `${m.knowledge.protocols.builtins}.object`);
  readGlobal(m, allClasses, span, 'reflection');
  const isBelow = (loc: number) => isClass(m, loc) && (above.length === 0 || above.some(one => one !== loc && lineage(m, only(loc)).includes(one)));
  readAll(m, span, ({ locs }) => [...locs].some(isBelow), 'reflection');
  const loc = allocate(m, 'subclasses', span, { type: m.knowledge.protocols.list });
  put(m, only(loc), anyKey, { locs: new Set(m.things.flatMap((_, one) => (isBelow(one) ? [one] : []))) });
  return { locs: only(loc), type: m.knowledge.protocols.list };
};

/** The classes that a class descends from, itself among them. */
export const lineageOf: SpecialMeaning = (m, { self = scalar, span }) => {
  const loc = allocate(m, 'lineage', span, { type: m.knowledge.protocols.list });
  put(m, only(loc), anyKey, { locs: new Set(lineage(m, self.locs)) });
  return { locs: only(loc), type: m.knowledge.protocols.list };
};
