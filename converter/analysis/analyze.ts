import type { CellFacts, Flow, Language } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import type { Analysis, CellAnalysis, Loc } from './analysis.js';
import { settleBeyond } from './beyond.js';
import { registerBodies } from './bodies.js';
import { flatten } from './environment.js';
import { evaluate } from './evaluate.js';
import { run } from './flow.js';
import { reachableAt } from './heap.js';
import { readTextOptions } from './options.js';
import { noteAlone } from './ownstate.js';
import { feel } from './lasting.js';
import { limits } from './limits.js';
import { newMachine, type Machine } from './machine.js';
import { closeUnreachable } from './openfiles.js';
import { placeOf } from './things.js';
import { newUnit } from './unit.js';
import { concernsChanged } from './relevant.js';
import { bindStars } from './stars.js';
import { summary } from './summary.js';

export interface AnalysisOptions {
  readonly language: Pick<Language, 'analyze' | 'builtins' | 'knowledge'>;
  /** Installed versions by distribution, where known. */
  readonly versions?: { readonly [distribution: string]: string };
}

/** What every code cell reads, binds, changes and may run: one walk in document order over abstract objects. */
export function analyzeCells(cells: readonly { readonly cell: Cell; readonly facts: CellFacts }[], { language, versions = {} }: AnalysisOptions): Analysis {
  const m = newMachine(language.knowledge(versions), language.builtins, (source, id) => language.analyze({ id, source, directives: [] }));
  const analyses = cells.map(({ cell, facts }, index) => walkCell(m, cell, facts, index));
  const reached = cells.map(() => new WeakMap<ReadonlySet<Loc>, ReadonlySet<Loc>>());
  return {
    cells: bindStars(m, concernsChanged(analyses)),
    places: m.things.map(placeOf),
    reach(at, locs) {
      const known = reached[at]?.get(locs) ?? reachableAt(m.heap, locs, at);
      reached[at]?.set(locs, known);
      return known;
    },
    held: (at, locs) => reachableAt(m.heap, locs, at, (holder, held) => m.things[held]?.viewOf !== holder && m.things[holder]?.viewOf !== held),
    assumes: Object.fromEntries(m.assumes),
    diagnostics: []
  };
}

function walkCell(m: Machine, cell: Cell, facts: CellFacts, index: number): CellAnalysis {
  m.cellIndex = index;
  m.cellId = cell.id;
  m.budget = limits.runs;
  const steps = Math.max(limits.fewest, Math.min(limits.steps, m.stepsLeft));
  m.steps = steps;
  m.overrun = false;
  m.circling = false;
  m.beyond = undefined;
  m.partial.clear();
  m.deleted.clear();
  m.diagnostics.length = 0;
  m.unit = newUnit(m);
  registerBodies(m, facts, cell.id);
  feel(m);
  const isNothing = runCell(m, facts.flow);
  settleBeyond(m);
  closeUnreachable(m);
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
  readTextOptions(m, value, last.span);
  return last.value.kind === 'call' && value.type === 'undefined';
}
