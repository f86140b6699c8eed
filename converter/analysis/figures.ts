import type { Rule } from '../languages/knowledge.js';
import { bindGlobal, get, put } from './effects.js';
import { lookUp } from './environment.js';
import { anyKey, hidden } from './heap.js';
import { noLocs, only, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import type { Applied } from './references.js';
import { allocate } from './things.js';
import { scalar, type Abstract } from './value.js';

/** The implicit variable for the figure on which is drawn where none is named. */
const current = '·figure';

/** What a call has drawn leads to the figure that it is on, and that to it: who changes one of them changes the other. */
export function placeOnFigure(m: Machine, { figure, returns = 'fresh' }: Rule, result: Abstract, { args, span }: Applied): void {
  const before = lookUp(m.globals, current)?.value.locs ?? noLocs;
  if (figure === 'begun') {
    // It may be told which one of those that there are.
    const known = args.positional.length > 0 ? unionAll([before, ...args.positional.map(({ locs }) => locs)]) : noLocs;
    makeCurrent(m, unionAll([result.locs, get(m, result.locs, anyKey), known]), span);
  } else if (String(returns).startsWith('fresh')) {
    const { locs: named = noLocs } = args.named.get('ax') ?? {};
    const on = named.size > 0 ? named : before.size > 0 ? before : only(allocate(m, 'figure', span));
    if (named.size === 0 && before.size === 0) makeCurrent(m, on, span);
    if (figure === 'left') return;
    put(m, result.locs, hidden.part, { locs: on });
    put(m, on, hidden.part, result);
  }
}

const makeCurrent = (m: Machine, locs: LocSet, span: Applied['span']): void => bindGlobal(m, current, { locs }, span, 'draws-figure');

/** A kernel closes figures after each cell: the next one draws on others. */
export function closeFigures(m: Machine): void {
  const slot = m.unit.effects.writes.has(current) ? lookUp(m.globals, current) : undefined;
  if (slot) m.globals.slots.set(current, { ...slot, value: scalar });
}
