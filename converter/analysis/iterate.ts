import type { Span } from '../source/span.js';
import { callAgain } from './again.js';
import { noArguments, positional, withReceiver } from './arguments.js';
import { callLocs } from './call.js';
import { callMember, memberOf } from './classes.js';
import { get, getExact } from './effects.js';
import { fieldOf, hidden } from './heap.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Loc } from './analysis.js';
import type { Machine } from './machine.js';
import { ofLocs, thing } from './things.js';
import { consume } from './consume.js';
import { applyRule } from './library.js';
import { asRule } from '../languages/consult.js';
import { joinAll, scalar, scalarOf, type Abstract } from './value.js';
import { classesOf, isInstance, libraryBases } from './instances.js';
import { isNamespace } from './namespaces.js';

/**
 * What iterating over a value gives, and what it does: iterators are used up, notebook objects run their methods. `around`: objects whose
 * methods have given the value, and may be their own iterators.
 */
export function iterate(m: Machine, value: Abstract, span: Span, around: LocSet = noLocs): Abstract {
  const parts: Abstract[] = value.elementTexts ? [{ locs: scalar.locs, type: 'str', texts: value.elementTexts }] : [];
  const holds: LocSet[] = [];
  for (const loc of value.locs) {
    const { type, consumable, path } = thing(m, loc);
    if (isInstance(m, loc) && m.knowledge.protocols.iterate.some(name => memberOf(m, loc, name).locs.size > 0)) {
      parts.push(iterateInstance(m, loc, span));
      continue;
    }
    const { [0]: byNumber } = m.knowledge.protocols.item;
    if (isInstance(m, loc) && byNumber !== undefined && libraryBases(m, classesOf(m, loc)).length === 0)
      parts.push(callAgain(m, () => [() => callMember(m, loc, byNumber, positional(scalarOf('int')), span)], { from: only(loc), span }) ?? scalar);
    if (!isInstance(m, loc) && m.knowledge.protocols.receiver === undefined)
      for (const name of [...m.knowledge.protocols.iterate, ...m.knowledge.protocols.item]) callMember(m, loc, name, noArguments, span);
    const members = fieldOf(m.heap, loc, hidden.members);
    if (members.size > 0) holds.push(members);
    const own = around.has(loc) ? noLocs : ownIterator(m, loc);
    if (own.size > 0) parts.push(iterate(m, callLocs(m, own, withReceiver(m, noArguments, { locs: only(loc) }), span), span, union(around, only(loc))));
    if (isNamespace(m, loc)) m.unit.effects.dynamic = true;
    if (path !== undefined) {
      // As with an item, to change an element is to change what the library has.
      holds.push(m.knowledge.state(path) === undefined ? union(only(loc), get(m, only(loc))) : get(m, only(loc)));
      continue;
    }
    if (consumable) consume(m, loc, span);
    const sources = laterElements(m, loc);
    if (sources.size > 0) holds.push(sources);
    const element = m.knowledge.type(type).element;
    if (type !== undefined && element !== undefined)
      parts.push(
        applyRule(
          m,
          { consumes: 'none', calls: 'none', ...asRule(element) },
          { self: { locs: only(loc), type }, args: noArguments, span, name: 'element', library: type }
        )
      );
    else if (type !== undefined || isInstance(m, loc)) {
      const held = get(m, only(loc));
      if (held.size > 0 || !value.elementTexts) holds.push(held);
    } else holds.push(only(loc), get(m, only(loc)), get(m, only(loc), hidden.keys));
  }
  if (holds.length > 0) parts.push(ofLocs(m, unionAll(holds)));
  if (holds.some(({ size }) => size === 0)) parts.push(scalar);
  return joinAll(parts);
}

/** Where functions get the object they are called on, any object may have a method that iterating runs. */
const ownIterator = (m: Machine, loc: number): LocSet =>
  m.knowledge.protocols.receiver === undefined
    ? noLocs
    : m.knowledge.protocols.iterate.reduce((found, name) => union(found, getExact(m, only(loc), name)), noLocs);

/** What the container that an iterator walks over has got since. */
const laterElements = (m: Machine, loc: Loc): LocSet =>
  thing(m, loc).type === m.knowledge.protocols.iterator ? get(m, get(m, only(loc), hidden.given)) : noLocs;

/** By the first two of the names, or else by those after them. */
function iterateInstance(m: Machine, loc: number, span: Span, names = m.knowledge.protocols.iterate): Abstract {
  const [start, step, ...others] = names;
  const iterator = start === undefined ? undefined : callMember(m, loc, start, noArguments, span);
  if (iterator && (step === undefined || !iterator.locs.has(loc))) return iterate(m, iterator, span);
  if (step === undefined) return scalar;
  return callAgain(m, () => [() => callMember(m, loc, step, noArguments, span)], { from: only(loc), span }) ?? iterateInstance(m, loc, span, others);
}
