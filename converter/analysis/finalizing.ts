import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { callMember, memberOf } from './classes.js';
import { flatten, isGone, lookUp } from './environment.js';
import { reachable } from './heap.js';
import { begin, lasting } from './lasting.js';
import type { Machine } from './machine.js';

/** An object that does something when it is gone: that may be anywhere in what follows. */
export function finalizeLater(m: Machine, instance: Loc, span: Span): void {
  const { finalizer } = m.knowledge.protocols;
  if (finalizer === undefined || memberOf(m, instance, finalizer).locs.size === 0) return;
  outlive(m, span);
  inArms(m, [() => callMember(m, instance, finalizer, noArguments, span)], true);
}

/** A cell ends: generators that a name still leads to may wait where they would clean up. */
export function finalizeWaiting(m: Machine): void {
  if (m.waiting.size === 0 || !isGone(lookUp(m.globals, lasting.finalizer))) return;
  const held = reachable(
    m.heap,
    [...flatten(m.globals).values()].flatMap(({ value }) => [...value.locs])
  );
  const [left] = [...m.waiting].filter(([loc]) => held.has(loc));
  if (left) outlive(m, left[1].cell === m.cellId ? (left[1].span ?? nowhere) : nowhere);
}

const nowhere: Span = { from: 0, to: 0 };

/** What is bound at the end of a node is not gone before the end of the notebook: names of a function would be. */
function outlive(m: Machine, span: Span): void {
  begin(m, lasting.finalizer, span);
  m.unit.effects.rungs.set(`finalizer:${span.from}`, { rung: 'script', rule: 'finalizer', span });
}
