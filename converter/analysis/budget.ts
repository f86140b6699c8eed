import type { CellLocation } from '../source/span.js';
import { absorb, setGlobal, weak } from './effects.js';
import { weaken, type Environment, type Slot } from './environment.js';
import type { Machine } from './machine.js';
import type { Unit } from './unit.js';

/** Ends all that is under way: whoever called the outermost body, or follows the outermost loop, goes on. */
const exhausted = new Error('The budget is used up');

/** So many holdings, gone through one after the other, are as much as one expression. */
const holdingsAStep = 64;

/** Ends it before that. */
export function exhaust(): never {
  throw exhausted;
}

/** Counts what is done in bodies, and again in loops; the text of a cell itself is followed however long it is. */
export function spend(m: Machine, amount: number): void {
  const { heap } = m;
  let all = amount;
  if (heap.work >= holdingsAStep) {
    all += Math.floor(heap.work / holdingsAStep);
    heap.work = 0;
  }
  if (m.active.length > 0) m.steps -= all;
  else if (m.isAgain) m.repeats -= all;
  else return;
  if ((m.active.length > 0 ? m.steps : m.repeats) <= 0) throw exhausted;
}

/**
 * Does something that the budget may end. Then there is no result, the machine stands where it stood before, and what was found until
 * then may have happened: all else is up to the caller.
 */
export function bounded<T>(m: Machine, run: () => T, at: CellLocation): T | undefined {
  const before = standing(m);
  try {
    return run();
  } catch (error) {
    if (error !== exhausted) throw error;
  }
  const { unit, globals } = before.machine;
  const { locals } = before.unit;
  absorbInner(m, unit, at);
  const [bound, boundHere] = [boundSince(m.globals, globals), boundSince(unit.locals, locals)];
  Object.assign(m, before.machine);
  Object.assign(unit, before.unit);
  for (const { list, length } of before.lists) list.length = length;
  m.calling.clear();
  for (const [call, count] of before.calling) m.calling.set(call, count);
  m.consuming.clear();
  for (const loc of before.consuming) m.consuming.add(loc);
  for (const [name, slot] of bound) setGlobal(m, name, weak(m, name, slot));
  for (const [name, slot] of boundHere) weaken(locals, name, slot);
  return undefined;
}

/** What goes back to where it was. */
function standing(m: Machine) {
  const { unit, globals, cellId, context, origin, guessing, isAgain } = m;
  const { maybe, locals } = unit;
  return {
    machine: { unit, globals, cellId, context, origin, guessing, isAgain },
    unit: { maybe, locals },
    lists: [m.active, m.begun, unit.begun, unit.passes].map(list => ({ list, length: list.length })),
    calling: [...m.calling],
    consuming: [...m.consuming]
  };
}

/** What bodies under way have done, the code around them may have done; whether it has shown its figures nobody knows. */
export function absorbInner(m: Machine, unit: Unit, at: CellLocation): void {
  let { figure } = unit.effects;
  for (let inner: Unit | undefined = m.unit; inner && inner !== unit; inner = inner.parent) {
    if (inner.effects.figure === 'drawn') ({ figure } = inner.effects);
    absorb(unit, inner.effects, at);
  }
  unit.effects.figure = figure;
}

/** What the layers above one have bound. */
export function* boundSince(innermost: Environment, before: Environment): Generator<readonly [string, Slot]> {
  for (let layer: Environment | undefined = innermost; layer && layer !== before; layer = layer.below) yield* layer.slots;
}
