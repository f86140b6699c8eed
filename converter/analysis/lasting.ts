import type { Span } from '../source/span.js';
import { bindGlobal, changeHidden, deleteGlobal, readGlobal } from './effects.js';
import { assign, isGone, lookUp } from './environment.js';
import { lastingPrefix } from './hiddenState.js';
import type { Machine } from './machine.js';
import { scalar } from './value.js';

export const lasting = {
  context: `${lastingPrefix}context`,
  module: `${lastingPrefix}module`,
  finalizer: `${lastingPrefix}finalizer`
} as const;

/** What is begun for each of several objects, and ended for each of them. */
const endsInLoops: ReadonlySet<string> = new Set([`${lastingPrefix}thread`, `${lastingPrefix}timer`]);

/** From here on all that follows feels it. */
export const begin = (m: Machine, name: string, span: Span): void => changeHidden(m, name, span, 'lasts');

/** It is over, where this surely happens. */
export function end(m: Machine, name: string, span: Span): void {
  if (isGone(lookUp(m.globals, name))) return;
  readGlobal(m, name, span, 'lasts');
  if (m.unit.maybe > 0 && !endsInLoops.has(name)) return bindGlobal(m, name, scalar, span, 'lasts');
  deleteGlobal(m, name, span);
  const ended = lookUp(m.globals, name);
  for (let layer = m.globals.below; layer && ended; layer = layer.below) assign(layer, name, ended);
}

/** A cell begins: it runs under all that lasts. */
export function feel(m: Machine): void {
  for (const name of m.lasting) if (!isGone(lookUp(m.globals, name))) readGlobal(m, name, { from: 0, to: 0 }, 'lasts');
}
