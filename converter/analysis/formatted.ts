import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { callMember, memberOf } from './classes.js';
import { get } from './effects.js';
import { hidden, isStructural } from './heap.js';
import { classesOf, isDecorated, isInstance, libraryBases } from './instances.js';
import { only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { readTextOptions } from './options.js';
import { thing } from './things.js';
import type { Abstract } from './value.js';

/** Turning a value into text goes by options, and runs methods of the notebook's objects: its own, and of those that its text shows. */
export function formatted(m: Machine, value: Abstract, span: Span, methods = m.knowledge.protocols.format): void {
  readTextOptions(m, value, span);
  for (const loc of value.locs) for (const name of methods) callMember(m, loc, name, noArguments, span);
  if (m.instances === 0) return;
  const inside = shownIn(m, value.locs);
  if (inside.length === 0) return;
  const { format } = m.knowledge.protocols;
  inArms(
    m,
    inside.flatMap(loc => format.map(name => () => callMember(m, loc, name, noArguments, span))),
    true
  );
}

/** Objects with a text of their own among what containers hold, and objects whose text is made of their fields. */
function shownIn(m: Machine, locs: LocSet): readonly Loc[] {
  const seen = new Set<Loc>();
  const found: Loc[] = [];
  const look = (held: LocSet, isInside: boolean) => {
    for (const loc of held) {
      if (seen.has(loc) || thing(m, loc).body !== undefined || thing(m, loc).path !== undefined) continue;
      seen.add(loc);
      if (hasText(m, loc)) {
        if (isInside) found.push(loc);
      } else if (isInstance(m, loc) ? showsFields(m, loc) : thing(m, loc).type !== undefined) look(elements(m, loc), true);
    }
  };
  look(locs, false);
  return found;
}

const hasText = (m: Machine, loc: Loc): boolean => isInstance(m, loc) && m.knowledge.protocols.format.some(name => memberOf(m, loc, name).locs.size > 0);

const showsFields = (m: Machine, loc: Loc): boolean => isDecorated(m, classesOf(m, loc)) || libraryBases(m, classesOf(m, loc)).length > 0;

function elements(m: Machine, loc: Loc): LocSet {
  let found = get(m, only(loc), hidden.keys);
  for (const [key, held] of m.heap.sets.get(loc) ?? []) if (!isStructural(key)) found = union(found, held);
  return found;
}
