import { analysisBudget } from '../diagnostics/messages.js';
import type { Body } from '../languages/language.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { argumentLocs, type Arguments } from './arguments.js';
import { asksForClass, changedCode } from './codechanges.js';
import { bindMaybe, put, readGlobal, update } from './effects.js';
import { lookUp } from './environment.js';
import { anyKey, hidden, reachable } from './heap.js';
import { isClass } from './instances.js';
import { runAlone } from './invoke.js';
import { limits } from './limits.js';
import { changeable } from './library.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, thing } from './things.js';
import type { Abstract } from './value.js';

/**
 * A call that is not looked into any more: it may change all that it can reach from its arguments, the variables around it and
 * the globals that its text and the text of everything within reach names, store any of it in any other, or something new
 * that is made of it (an instance of a class within reach), and give any of it back.
 */
export function callBeyond(m: Machine, code: Loc, body: Body, args: Arguments, at: CellLocation): Abstract {
  overrun(m, body, at);
  return reachFrom(m, union(argumentLocs(args), only(code)), argumentLocs(args), body.span);
}

/** Whether calls are not looked into here: the budget is used up, or what lies within reach is gone through one by one. */
export const isBeyond = ({ steps, beyond }: Machine): boolean => steps <= 0 || beyond?.isSpreading === true;

/** What the bodies under way can reach, when they cannot be followed to their end. */
export function abandon(m: Machine): Abstract {
  const [first] = m.active;
  const body = m.bodies.get(first?.body ?? '')?.body;
  if (body) overrun(m, body, { cell: m.bodies.get(body.id)?.cell ?? m.cellId, span: body.span });
  m.overrun = true;
  const given = unionAll(m.active.flatMap(({ args }) => args.map(({ locs }) => locs)));
  return reachFrom(m, union(given, new Set(m.active.map(({ code }) => code))), given, body?.span ?? { from: 0, to: 0 });
}

/** From here on this cell is not followed closely; a function with which that begins is told once. */
function overrun(m: Machine, body: Body, at: CellLocation): void {
  if (!m.overrun && !m.told.has(body.id)) m.diagnostics.push(analysisBudget(`The call of '${body.name}'`, at));
  m.told.add(body.id);
  m.overrun = true;
}

/** A call of anything, when the cell's budget is used up. */
export function reachFrom(m: Machine, from: LocSet, given: LocSet, span: Span): Abstract {
  m.beyond ??= {
    from: noLocs,
    reached: new Set(),
    walked: new Set(),
    steps: Math.max(limits.fewest, Math.min(limits.allAlone, m.stepsLeft)),
    isSpreading: false,
    result: allocate(m, 'beyond', span),
    span
  };
  const { beyond } = m;
  const isNew = [...from].some(loc => !beyond.reached.has(loc));
  beyond.from = union(beyond.from, from);
  put(m, only(beyond.result), anyKey, { locs: given });
  if (isNew && !beyond.isSpreading) spread(m, beyond);
  return { locs: union(only(beyond.result), given) };
}

/** At the end of a cell: what calls that were not looked into can reach by now. */
export function settleBeyond(m: Machine): void {
  if (m.beyond) spread(m, m.beyond);
}

/** What such calls of one cell may reach together. */
export interface Beyond {
  from: LocSet;
  readonly reached: Set<Loc>;
  /** Bodies of which is known what they do by themselves. */
  readonly walked: Set<string>;
  /** Expressions that these may still evaluate. */
  steps: number;
  /** What is found meanwhile is gone through in the next round. */
  isSpreading: boolean;
  readonly result: Loc;
  readonly span: Span;
}

function spread(m: Machine, beyond: Beyond): void {
  const { walked, span } = beyond;
  const given = { locs: only(allocate(m, 'beyond-given', span)) };
  beyond.isSpreading = true;
  for (let size = -1; size !== walked.size;) {
    size = walked.size;
    for (const [loc, body] of spreadOnce(m, beyond)) {
      if (body.kind === 'class' || walked.has(body.id)) continue;
      walked.add(body.id);
      const steps = Math.min(limits.alone, beyond.steps);
      if (steps <= 0) continue;
      const left = runAlone(m, loc, body, { given, steps, span });
      beyond.steps -= steps - left;
      m.stepsLeft -= steps - left;
    }
  }
  beyond.isSpreading = false;
}

/** Notes what changes within reach, and gives the code that lies there. */
function spreadOnce(m: Machine, { from, reached: all, result, span }: Beyond): ReadonlyMap<Loc, Body> {
  const seen = new Set<string>();
  const code = new Map<Loc, Body>();
  const data = new Set(from);
  let reached = reachable(m.heap, from);
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const loc of [...reached]) {
      const inner = m.bodies.get(thing(m, loc).body ?? '')?.body;
      if (!inner || seen.has(inner.id)) continue;
      seen.add(inner.id);
      m.unit.effects.runs.add(inner.id);
      code.set(loc, inner);
      for (const name of inner.globals) {
        const slot = lookUp(m.globals, name) && readGlobal(m, name, span, 'capture');
        for (const held of slot?.value.locs ?? noLocs) {
          reached.add(held);
          data.add(held);
        }
      }
      for (const name of inner.bindsGlobals) bindMaybe(m, name, { locs: only(result) }, span);
    }
    // Most rounds find nothing, and going through everything again is what costs.
    if (reached.size !== size) reached = reachable(m.heap, reached);
  }
  for (const loc of reached) all.add(loc);
  const changed = changeable(m, new Set([...reached].filter(loc => loc !== result && thing(m, loc).body === undefined)));
  update(m, changed, span, 'unknown-call');
  const classes = new Set([...reached].filter(loc => isClass(m, loc)));
  // Objects hold classes only where code may have asked for them: each class that all of them hold is one more that any call may make.
  const isAny = [...code.values()].some(inner => asksForClass(m, inner));
  const isKept = isAny ? classes : reachable(m.heap, data, key => key !== hidden.type && key !== hidden.base);
  const kept = new Set([...classes].filter(loc => isKept.has(loc)));
  put(m, only(result), anyKey, { locs: unionAll([changed, only(instanceOf(m, classes, span)), kept]) });
  put(m, changed, anyKey, { locs: union(only(result), kept) });
  for (const { locs, key } of [...code.values()].flatMap(inner => changedCode(m, inner, reached))) {
    update(m, locs, span, 'unknown-call');
    put(m, locs, key, { locs: only(result) });
  }
  return code;
}

/** Stands for all objects of these classes that such calls make. */
function instanceOf(m: Machine, classes: LocSet, span: Span): Loc {
  const instance = allocate(m, 'beyond-instance', span);
  put(m, only(instance), hidden.type, { locs: classes });
  return instance;
}
