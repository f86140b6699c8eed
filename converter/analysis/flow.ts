import type { Flow } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { callLocs } from './call.js';
import { put } from './effects.js';
import { noLocs, only } from './locs.js';
import { evaluate } from './evaluate.js';
import { loop } from './loops.js';
import { augment } from './augment.js';
import { displayed } from './formatted.js';
import type { Machine } from './machine.js';
import { mutate } from './mutate.js';
import { deleteName, writeInitial, writeName } from './names.js';
import { noteAlone } from './ownstate.js';
import { endsEarly } from './managers.js';
import { isClass } from './instances.js';
import { thing } from './things.js';
import { weaken, type Slot } from './environment.js';
import { join, type Abstract } from './value.js';

/** Walks code in order: what each step does to names and objects. */
export function run(m: Machine, flow: readonly Flow[]): void {
  for (const step of flow) runStep(m, step);
}

function runStep(m: Machine, step: Flow): void {
  switch (step.kind) {
    case 'write':
      return step.initial ? writeInitial(m, step.name, evaluate(m, step.value), step.span) : writeName(m, step.name, evaluate(m, step.value), step.span);
    case 'mutate':
      return mutate(m, step);
    case 'augment':
      return augment(m, step);
    case 'evaluate': {
      noteAlone(m, step.value);
      const value = evaluate(m, step.value);
      return step.isShown ? displayed(m, value, step.span) : undefined;
    }
    case 'raise':
      for (const loc of evaluate(m, step.value).locs) noteRaised(m, loc, step.span);
      return leave(m);
    case 'return':
      return giveBack(m, evaluate(m, step.value));
    case 'yield':
      return give(m, evaluate(m, step.value));
    case 'delete':
      return deleteName(m, step.name, step.span);
    case 'branch':
      inArms(
        m,
        step.arms.map(arm => () => run(m, arm)),
        false
      );
      return;
    case 'loop':
      return loop(m, step);
    case 'begin':
      return step.manager && !endsEarly(m, evaluate(m, step.manager)) ? run(m, step.body) : begin(m, step.body);
  }
}

/** A class of the notebook makes an exception where it is raised. What is raised while another is handled leads to that one. */
function noteRaised(m: Machine, loc: Loc, span: Span): void {
  const raised = isClass(m, loc) ? callLocs(m, only(loc), noArguments, span).locs : thing(m, loc).path === undefined ? only(loc) : noLocs;
  for (const one of raised) {
    const earlier = new Set([...m.raised].filter(other => other !== one));
    const { handled } = m.knowledge.protocols;
    if (handled !== undefined) put(m, only(one), handled, { locs: earlier });
    m.raised.add(one);
  }
}

function giveBack(m: Machine, value: Abstract): void {
  m.unit.returned = m.unit.returned ? join(m.unit.returned, value) : value;
  leave(m);
}

/** After a return or raise on some path only, what follows does not surely happen. */
function leave(m: Machine): void {
  if (m.unit.body) m.unit.escaped = true;
}

function give(m: Machine, value: Abstract): void {
  m.unit.yielded = m.unit.yielded ? join(m.unit.yielded, value) : value;
}

/** The body may end anywhere: afterwards a name is what it was before, or anything that it was bound to on the way. */
function begin(m: Machine, body: readonly Flow[]): void {
  const { globals, unit } = m;
  const bound = new Map<string, Slot>();
  const locals = new Map<string, Slot>();
  m.begun.push(bound);
  unit.begun.push(locals);
  inArms(m, [() => run(m, body)], true);
  m.begun.pop();
  unit.begun.pop();
  for (const [name, slot] of bound) weaken(globals, name, slot);
  for (const [name, slot] of locals) weaken(unit.locals, name, slot);
}
