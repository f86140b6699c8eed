import type { Span } from '../source/span.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { callMember } from './classes.js';
import { contentsOf, hasMethod } from './contents.js';
import type { Machine } from './machine.js';
import { readTextOptions } from './options.js';
import type { Abstract } from './value.js';

/** Turning a value into text goes by options, and runs methods of the notebook's objects: its own, and of those that its text shows. */
export function formatted(m: Machine, value: Abstract, span: Span, methods = m.knowledge.protocols.format): void {
  readTextOptions(m, value, span);
  for (const loc of value.locs) for (const name of methods) callMember(m, loc, name, noArguments, span);
  const { format } = m.knowledge.protocols;
  const inside = [...contentsOf(m, value.locs, format)].filter(loc => hasMethod(m, loc, format));
  if (inside.length === 0) return;
  inArms(
    m,
    inside.flatMap(loc => format.map(name => () => callMember(m, loc, name, noArguments, span))),
    true
  );
}
