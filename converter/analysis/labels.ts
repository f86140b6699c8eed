import type { Key } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Arguments } from './arguments.js';
import { update } from './effects.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

/** The rule of updates that change the names of what tables share, or the like, beside those that say what else is changed. */
export const relabelling = 'relabels';

/** Objects are changed: of labelled ones, these are the names. */
export function relabel(m: Machine, locs: LocSet, span: Span): void {
  update(m, new Set([...locs].filter(loc => m.knowledge.type(thing(m, loc).type).labelled === true)), span, relabelling);
}

/** An attribute is set: objects of which nothing is known may be labelled. */
export function relabelByAttribute(m: Machine, locs: LocSet, key: Key | undefined, span: Span): void {
  relabel(m, locs, span);
  if (m.knowledge.protocols.labels?.attributes.includes(String(key)) === true) relabelUnknown(m, locs, span);
}

/** The same of a method of which nothing is known. */
export function relabelByMethod(m: Machine, locs: LocSet, name: string, args: Arguments, span: Span): void {
  const { labels } = m.knowledge.protocols;
  if (labels?.methods.includes(name) === true && args.named.has(labels.argument)) relabelUnknown(m, locs, span);
}

function relabelUnknown(m: Machine, locs: LocSet, span: Span): void {
  const unknown = [...locs].filter(loc => {
    const { type, path } = thing(m, loc);
    return type === undefined && path === undefined;
  });
  update(m, new Set(unknown), span, relabelling);
}
