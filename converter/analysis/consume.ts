import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { positional } from './arguments.js';
import { inArms } from './arms.js';
import { callLocs } from './call.js';
import { put, update } from './effects.js';
import { fieldOf, hidden } from './heap.js';
import { iterate } from './iterate.js';
import { exposedBy } from './unknown.js';
import { isInstance } from './instances.js';
import { resume } from './invoke.js';
import { only, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

/** Uses up an iterator, file or random generator: it is changed, and what it does lazily happens now. */
export function consume(m: Machine, loc: Loc, span: Span): void {
  if (m.consuming.has(loc)) return;
  m.consuming.add(loc);
  update(m, only(loc), span, 'consumes');
  // How far it goes is not known: perhaps not at all.
  inArms(m, [() => (thing(m, loc).resumes ? resume(m, loc, span) : goOn(m, loc, span))], true);
  m.consuming.delete(loc);
}

/** An iterator of the library asks what it goes over for elements, and calls what it was given with them. */
function goOn(m: Machine, loc: Loc, span: Span): void {
  const sources = [...fieldOf(m.heap, loc, hidden.given)];
  const callables = fieldOf(m.heap, loc, hidden.callable);
  if (callables.size > 0) {
    const elements = sources.map(source => iterate(m, { locs: only(source) }, span));
    put(m, only(loc), '*', callLocs(m, callables, positional(...elements), span));
    return;
  }
  for (const source of sources) {
    if (isInstance(m, source)) iterate(m, { locs: only(source) }, span);
    else if (thing(m, source).consumable) consume(m, source, span);
  }
}

/** Uses up every consumable among some objects, or also those that they hold. */
export function consumeAll(m: Machine, locs: LocSet, how: 'direct' | 'held', span: Span): void {
  if (m.consumables === 0) return;
  for (const loc of how === 'direct' ? locs : exposedBy(m, locs)) if (thing(m, loc).consumable) consume(m, loc, span);
}
