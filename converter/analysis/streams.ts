import type { Loc } from './analysis.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { amend, thing } from './things.js';

/** What is read or written from where it stands: files, and texts and bytes in memory. */
export const streamsIn = (m: Machine, locs: Iterable<Loc>): LocSet => new Set([...locs].filter(loc => m.knowledge.type(thing(m, loc).type).stream));

/** A stream that something goes on reading or writing stays in the process with it: where it stands, and whether it is closed, depends on that. */
export function keepStreams(m: Machine, locs: Iterable<Loc>): void {
  for (const loc of streamsIn(m, locs)) amend(m, loc, { opaque: true });
}

/** Whether what was made of other objects may go on using them: archives, writers, handlers, iterators. */
export const mayGoOn = (m: Machine, made: LocSet, given: LocSet): boolean =>
  [...made].some(loc => !given.has(loc) && (thing(m, loc).opaque ?? thing(m, loc).consumable) === true);
