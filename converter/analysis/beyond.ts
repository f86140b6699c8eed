import { analysisBudget } from '../diagnostics/messages.js';
import type { Body } from '../languages/language.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { argumentLocs, type Arguments } from './arguments.js';
import { exhaust } from './budget.js';
import { put } from './effects.js';
import { anyKey } from './heap.js';
import { only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { isPassing, newBeyond, spread } from './spread.js';
import type { Abstract } from './value.js';

/**
 * A call that is not looked into any more: it may change all that it can reach from its arguments, the variables around it and
 * the globals that its text and the text of everything within reach names, store any of it in any other, or something new
 * that is made of it (an instance of a class within reach), and give any of it back.
 */
export function callBeyond(m: Machine, code: Loc, body: Body, args: Arguments, at: CellLocation): Abstract {
  if (m.own.isCalling) exhaust();
  overrun(m, body, at);
  return reachFrom(m, union(argumentLocs(args), only(code)), argumentLocs(args), body.span);
}

/** Whether calls are not looked into here: the budget is used up, or what lies within reach is gone through one by one. */
export const isBeyond = ({ steps, beyond }: Machine): boolean => steps <= 0 || beyond?.isSpreading === true;

/** From here on this cell is not followed closely; a function with which that begins is told once. */
function overrun(m: Machine, body: Body, at: CellLocation): void {
  if (!m.overrun && !m.told.has(body.id)) m.diagnostics.push(analysisBudget(`The call of '${body.name}'`, at));
  m.told.add(body.id);
  m.overrun = true;
}

/** A call of anything, when the cell's budget is used up. */
export function reachFrom(m: Machine, from: LocSet, given: LocSet, span: Span): Abstract {
  const beyond = (m.beyond ??= newBeyond(m, span));
  if (beyond.isSpreading) {
    for (const loc of from) (isPassing(m, loc) ? beyond.passing : beyond.from).add(loc);
    put(m, only(beyond.result), anyKey, { locs: new Set([...given].filter(loc => !isPassing(m, loc))) });
  } else {
    const isNew = [...from].some(loc => !beyond.all.reach.seen.has(loc));
    for (const loc of from) beyond.from.add(loc);
    put(m, only(beyond.result), anyKey, { locs: given });
    if (isNew) spread(m, beyond);
  }
  return { locs: union(only(beyond.result), given) };
}

/** At the end of a cell: what calls that were not looked into can reach by now. */
export function settleBeyond(m: Machine): void {
  if (m.beyond) spread(m, m.beyond);
}
