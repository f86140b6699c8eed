import type { Span } from '../source/span.js';
import { bindGlobal, changeHidden, deleteGlobal, readGlobal } from './effects.js';
import { flatten, isGone, lookUp } from './environment.js';
import type { Machine } from './machine.js';
import { scalar } from './value.js';

/** State of the process that any code may feel as long as it lasts: hooks, finalizers, threads, contexts that were entered by hand. */
const prefix = '·lasting.';

export const isLasting = (name: string): boolean => name.startsWith(prefix);

export const lasting = {
  context: `${prefix}context`,
  module: `${prefix}module`,
  finalizer: `${prefix}finalizer`
} as const;

/** What is begun for each of several objects, and ended for each of them. */
const endsInLoops: ReadonlySet<string> = new Set([`${prefix}thread`, `${prefix}timer`]);

/** From here on all that follows feels it. */
export const begin = (m: Machine, name: string, span: Span): void => changeHidden(m, name, span, 'lasts');

/** It is over, where this surely happens. */
export function end(m: Machine, name: string, span: Span): void {
  if (isGone(lookUp(m.globals, name))) return;
  readGlobal(m, name, span, 'lasts');
  if (m.unit.maybe > 0 && !endsInLoops.has(name)) return bindGlobal(m, name, scalar, span, 'lasts');
  deleteGlobal(m, name, span);
  const ended = lookUp(m.globals, name);
  for (let layer = m.globals.below; layer && ended; layer = layer.below) layer.slots.set(name, ended);
}

/** A cell begins: it runs under all that lasts. */
export function feel(m: Machine): void {
  for (const [name, slot] of flatten(m.globals)) if (isLasting(name) && !isGone(slot)) readGlobal(m, name, { from: 0, to: 0 }, 'lasts');
}
