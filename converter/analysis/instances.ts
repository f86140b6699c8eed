import type { Key } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { get } from './effects.js';
import { fieldOf, hidden } from './heap.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, libraryThing, thing } from './things.js';

/** Whether it is an object of a class of the notebook. */
export const isInstance = (m: Machine, loc: Loc): boolean => m.instances > 0 && fieldOf(m.heap, loc, hidden.type).size > 0;

export const classesOf = (m: Machine, loc: Loc): LocSet => fieldOf(m.heap, loc, hidden.type);

/** The classes that `super()` looks among for an object; for a class its own line, and that of its metaclass. */
export const kinOf = (m: Machine, loc: Loc): LocSet =>
  !isInstance(m, loc) ? only(loc) : isClass(m, loc) ? union(only(loc), classesOf(m, loc)) : classesOf(m, loc);

/** The class of an object: the notebook's, or the library's by its path; of what nothing is known, one of which nothing is known. */
export function classOf(m: Machine, loc: Loc, span: Span): LocSet {
  const own = classesOf(m, loc);
  if (own.size > 0) return own;
  const { type, path, body } = thing(m, loc);
  if (type !== undefined) return only(classNamed(m, type));
  return only(path === undefined && body === undefined ? allocate(m, 'class', span, { foreign: true }) : classNamed(m, 'type'));
}

/** The class of a library that a type is named for. */
export const classNamed = (m: Machine, type: string): Loc => libraryThing(m, type.includes('.') ? type : `${m.knowledge.protocols.builtins}.${type}`);

export const isClass = (m: Machine, loc: Loc): boolean => {
  const { body } = thing(m, loc);
  return body !== undefined && m.bodies.get(body)?.body.kind === 'class';
};

/** A class and its bases, nearest first, each after all that derive from it; `after`: only those that come after this class. */
export function lineage(m: Machine, start: LocSet, after?: LocSet): readonly Loc[] {
  const seen = new Set<Loc>();
  const found: Loc[] = [];
  const visit = (loc: Loc) => {
    if (seen.has(loc)) return;
    seen.add(loc);
    for (const base of [...fieldOf(m.heap, loc, hidden.base)].reverse()) visit(base);
    found.unshift(loc);
  };
  for (const loc of [...start].reverse()) visit(loc);
  return after ? found.slice(found.findLastIndex(loc => after.has(loc)) + 1) : found;
}

/** What a class is an object of, as far as the notebook says it. */
export const metaclassesOf = (m: Machine, loc: Loc): readonly Loc[] =>
  lineage(m, only(loc)).flatMap(one => [...fieldOf(m.heap, one, hidden.given), ...classesOf(m, one)]);

/** What the nearest class in line has under a key; `library`: the library types after which nobody of ours has it. */
export function inherited(m: Machine, classes: LocSet, key: Key, after?: LocSet): { readonly locs: LocSet; readonly library: readonly string[] } {
  let found = noLocs;
  const library: string[] = [];
  for (const start of classes) {
    for (const loc of lineage(m, only(start), after)) {
      const { path } = thing(m, loc);
      if (path !== undefined) {
        library.push(path);
        continue;
      }
      const own = get(m, only(loc), key);
      if (own.size === 0) continue;
      found = union(found, own);
      break;
    }
  }
  return { locs: found, library };
}

/** A library's code may call methods of the object's classes: they derive from its own. */
export const isDerived = (m: Machine, loc: Loc): boolean =>
  libraryBases(m, classesOf(m, loc)).some(base => !m.knowledge.protocols.plainBases.has(base.split('.')[0] ?? base));

/** Library types that the classes of an object descend from. */
export const libraryBases = (m: Machine, classes: LocSet): readonly string[] => lineage(m, classes).flatMap(loc => thing(m, loc).path ?? []);

/** A decorator may give a class another constructor or text than those that are written in it or above it. */
export const isDecorated = (m: Machine, classes: LocSet): boolean =>
  lineage(m, classes).some(one => (m.bodies.get(thing(m, one).body ?? '')?.body.decorators.length ?? 0) > 0);
