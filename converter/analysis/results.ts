import { allArguments } from './arguments.js';
import { anyKey, hidden } from './heap.js';
import { get, getExact, put } from './effects.js';
import { isPlain, notePlainIdentity } from './identity.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, amend, commonType, libraryThing, ownedThing, thing, withoutView } from './things.js';
import { referred, type Applied } from './references.js';
import { join, scalar, scalarOf, type Abstract } from './value.js';

/** What a result reference gives: a fresh object, self, a view, a part, something that looks at self; `tag` tells apart the objects that one call makes. */
export function resolveResult(m: Machine, result: string, call: Applied, tag: string): Abstract {
  const { self, span } = call;
  const [kind = ''] = result.split(':', 1);
  const rest = result.slice(kind.length + 1);
  switch (kind) {
    case 'scalar':
      return rest === '' ? scalar : scalarOf(rest);
    case 'fresh':
      return freshOf(m, tag, call, rest === '' ? undefined : rest);
    case 'same':
      return sameAs(m, tag, call);
    case 'view':
      return viewOf(m, rest, call, tag);
    case 'part':
      return partOf(m, rest, call, tag);
    case 'over': {
      const made = freshOf(m, tag, call, rest);
      put(m, made.locs, anyKey, self ?? scalar);
      return made;
    }
    case 'lent': {
      const made = rest === '' ? sameAs(m, tag, call) : freshOf(m, tag, call, rest);
      put(m, made.locs, hidden.memory, { locs: memoryOf(m, self?.locs ?? noLocs) });
      return made;
    }
    case 'like': {
      const made = freshOf(m, tag, call, rest);
      put(m, made.locs, anyKey, { locs: get(m, self?.locs ?? noLocs, anyKey) });
      return made;
    }
    case 'unknown':
      return join(freshOf(m, tag, call, undefined), self ?? scalar);
    case 'raised':
      return join(freshOf(m, tag, call, undefined), { locs: new Set(m.raised) });
    case 'memory': {
      // Shares the memory of what is no array: the two cannot be saved apart, nor together.
      const of = (referred(m, rest, call) ?? scalar).locs;
      return { locs: unionAll([of, only(allocate(m, tag, span, { type: 'numpy.ndarray', ...(of.size > 0 && { opaque: true }) }))]) };
    }
    case 'process': {
      // Frames of this process are looked at: what leads there cannot be saved with them.
      const [reference = '', type] = rest.split(',');
      for (const loc of (referred(m, reference, call) ?? scalar).locs) amend(m, loc, { opaque: true });
      return freshOf(m, tag, call, type);
    }
    case 'library':
      return { locs: only(libraryThing(m, rest)) };
    case 'address':
      if (allArguments(call.args).some(value => isPlain(m, value))) notePlainIdentity(m, call.span);
      return { locs: noLocs, type: 'int', address: true };
    default:
      return referred(m, result, call) ?? scalar;
  }
}

/** `TYPE`, `TYPE#key`: what self always gives under the key; `TYPE@reference`: what an argument does that is no plain container. */
function partOf(m: Machine, rest: string, call: Applied, tag: string): Abstract {
  const [named = '', reference] = rest.split('@');
  const [type = '', key = tag] = named.split('#');
  const given = (reference === undefined ? call.self : referred(m, reference, call)) ?? scalar;
  const owners = [...(m.knowledge.type(type).view ? memoryOf(m, given.locs) : given.locs)].filter(
    loc => reference === undefined || thing(m, loc).type?.includes('.') !== false
  );
  if (owners.length === 0) return reference === undefined ? freshOf(m, tag, call, type) : { locs: noLocs, type: m.knowledge.type(type).bases?.[0] };
  const parts = owners.map(owner => {
    const part = ownedThing(m, owner, key, { type });
    put(m, only(owner), `·${key}`, { locs: only(part) });
    put(m, only(part), anyKey, { locs: new Set([...(m.heap.sets.get(owner)?.get(anyKey) ?? noLocs)].filter(held => held !== part)) });
    return part;
  });
  return { locs: new Set(parts), type };
}

/** The objects whose memory these have, too. */
const memoryOf = (m: Machine, locs: LocSet): LocSet => union(locs, getExact(m, locs, hidden.memory));

function freshOf(m: Machine, tag: string, { span }: Applied, type: string | undefined): Abstract {
  if (m.knowledge.type(type).scalar) return { locs: noLocs, type };
  return { locs: only(allocate(m, tag, span, { type, foreign: type === undefined })), type };
}

function sameAs(m: Machine, tag: string, call: Applied): Abstract {
  const type = call.self ? (call.self.type ?? commonType(m, call.self.locs)) : undefined;
  return freshOf(m, tag, call, withoutView(m, type));
}

/** Arrays themselves, or a fresh array for what else is given. */
function viewOf(m: Machine, rest: string, call: Applied, tag: string): Abstract {
  const [reference = '', type] = rest.split(',');
  const views = [...(referred(m, reference, call) ?? scalar).locs].flatMap(loc => {
    const { type: own } = thing(m, loc);
    const { asArray, view } = m.knowledge.type(own);
    if (asArray !== undefined) return [...resolveResult(m, asArray, { ...call, self: { locs: only(loc), type: own } }, tag).locs];
    return own === undefined || own === type || view ? [loc] : [];
  });
  return join(freshOf(m, tag, call, type), { locs: new Set(views), type });
}
