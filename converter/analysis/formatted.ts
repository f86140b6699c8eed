import type { Span } from '../source/span.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { callMember } from './classes.js';
import { contentsOf, hasMethod } from './contents.js';
import { readGlobal } from './effects.js';
import type { Machine } from './machine.js';
import { readTextOptions } from './options.js';
import type { Abstract } from './value.js';

/** What a cell shows becomes text, or what else its object makes of itself. */
export function displayed(m: Machine, value: Abstract, span: Span): void {
  const { showing, displaying = [] } = m.knowledge.protocols;
  for (const variable of displaying) readGlobal(m, variable, span, 'option');
  if (showing) formatted(m, value, span, showing);
  else readTextOptions(m, value, span);
}

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
