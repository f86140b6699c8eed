import { figureBackend } from '../diagnostics/messages.js';
import { argument } from './arguments.js';
import type { SpecialMeaning } from './special.js';
import { here } from './things.js';
import { scalar } from './value.js';

/** Choosing how figures are shown: told unless it is the way that notebooks begin with. */
export const chooseBackend: SpecialMeaning = (m, { args, span }) => {
  const texts = argument(args, 0, 'backend')?.texts;
  if (texts?.every(text => text.includes('inline')) !== true) m.diagnostics.push(figureBackend(here(m, span)));
  return scalar;
};
