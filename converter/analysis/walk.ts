import type { CellFacts, Flow } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import type { CellAnalysis } from './analysis.js';
import { settleBeyond } from './beyond.js';
import { registerBodies } from './bodies.js';
import { flatten } from './environment.js';
import { evaluate } from './evaluate.js';
import { finalizeWaiting } from './finalizing.js';
import { run } from './flow.js';
import { displayed } from './formatted.js';
import { closeFigures } from './figures.js';
import { feel } from './lasting.js';
import { limits } from './limits.js';
import type { Machine } from './machine.js';
import { closeUnreachable } from './openfiles.js';
import { noteAlone } from './ownstate.js';
import { summary } from './summary.js';
import { newUnit } from './unit.js';
import { openBlock } from './things.js';

/** A cell with what is known of its text. */
export interface CellText {
  readonly cell: Cell;
  readonly facts: CellFacts;
}

/** Steps that the next cell may take. */
export const stepsFor = ({ stepsLeft }: Pick<Machine, 'stepsLeft'>): number => Math.max(limits.fewest, Math.min(limits.steps, stepsLeft));

/** The same of calls into modules beside the notebook. */
export const ownStepsFor = ({ ownStepsLeft }: Pick<Machine, 'ownStepsLeft'>): number => Math.max(0, Math.min(limits.own, ownStepsLeft));

/** Runs a cell after those before it. */
export function walkCell(m: Machine, { cell, facts }: CellText, index: number): CellAnalysis {
  m.cellIndex = index;
  m.cellId = cell.id;
  openBlock(m);
  const steps = stepsFor(m);
  m.steps = steps;
  m.repeats = limits.repeats;
  m.overrun = false;
  m.circling = false;
  m.beyond = undefined;
  m.alone = undefined;
  m.heap.work = 0;
  m.partial.clear();
  m.deleted.clear();
  m.changed.clear();
  m.diagnostics.length = 0;
  m.own.now.length = 0;
  m.own.steps = ownStepsFor(m);
  m.unit = newUnit(m);
  registerBodies(m, facts, cell.id);
  feel(m);
  const isNothing = runCell(m, facts.flow);
  settleBeyond(m);
  closeUnreachable(m);
  finalizeWaiting(m);
  closeFigures(m);
  m.stepsLeft -= steps - Math.max(0, m.steps);
  return { ...summary(m, cell, facts, flatten(m.globals)), ...(isNothing && { givesNothing: true }) };
}

/** Runs a cell, which shows what its last expression gives; tells whether that surely has no value. */
function runCell(m: Machine, flow: readonly Flow[]): boolean {
  const last = flow.at(-1);
  if (last?.kind !== 'evaluate') {
    run(m, flow);
    return false;
  }
  run(m, flow.slice(0, -1));
  noteAlone(m, last.value);
  const value = evaluate(m, last.value);
  displayed(m, value, last.span);
  return last.value.kind === 'call' && value.type === 'undefined';
}
