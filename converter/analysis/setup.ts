import { argumentLocs } from './arguments.js';
import { bindGlobal, readGlobal } from './effects.js';
import type { SpecialMeaning } from './special.js';
import { keepStreams } from './streams.js';
import { scalar } from './value.js';

/** From here on the state is set up: what does that only where nobody has leaves it alone. */
export const setUp: SpecialMeaning = (m, { args, span, name, rule }) => {
  keepStreams(m, argumentLocs(args));
  for (const variable of rule.uses ?? []) {
    readGlobal(m, variable, span, 'option');
    bindGlobal(m, variable, { ...scalar, literal: true }, span, name);
  }
  return undefined;
};

/** Sets the state up where it is not known that somebody has. */
export const setUpFirst: SpecialMeaning = (m, call) => {
  const slots = (call.rule.uses ?? []).map(variable => readGlobal(m, variable, call.span, 'option'));
  return slots.every(slot => slot?.state === 'bound' && slot.value.literal === true) ? undefined : setUp(m, call);
};
