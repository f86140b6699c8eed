import type { CellFacts, RungReason } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import type { CellAnalysis, Definition } from './analysis.js';
import { underWay } from './late.js';
import type { Slot } from './environment.js';
import { isOpenFile } from './openfiles.js';
import type { Machine } from './machine.js';

/** What a walked cell is to the stages after: its effects. */
export function summary(m: Machine, cell: Cell, facts: CellFacts, slots: ReadonlyMap<string, Slot>): CellAnalysis {
  const { effects, start } = m.unit;
  const definitions: Definition[] = [];
  const deletions: { name: string; certainty: 'always' | 'maybe' }[] = [];
  for (const [name, { at, through, rule, deletes, earlier }] of effects.writes) {
    const slot = slots.get(name);
    if (!slot || (isOpenFile(name) && slot.value.locs.size === 0)) continue;
    const isSure = slot.since >= start;
    if (slot.state === 'deleted' && isSure) deletions.push({ name, certainty: 'always' });
    else {
      if (!deletes)
        definitions.push({ name, certainty: slot.state === 'bound' && isSure ? 'always' : 'maybe', at, through, rule, ...(earlier && { earlier }) });
      if (m.deleted.has(name) && slot.state !== 'bound') deletions.push({ name, certainty: 'maybe' });
    }
  }
  const late = underWay(m);
  const top = facts.rungs.filter(({ body }) => body === undefined);
  const rungs: RungReason[] = [...new Set([...top, ...effects.rungs.values()])];
  return {
    cell,
    facts,
    uses: [...effects.uses.values()].map(({ name, certainty, at, through, rule }) => ({ name, certainty, at, through, rule })),
    definitions,
    deletions,
    updates: [...effects.updates.values()],
    observations: [...effects.observations.values()],
    files: [...effects.files.values()],
    runs: effects.runs,
    rungs,
    named: effects.named,
    dynamic: effects.dynamic,
    ...(m.own.now.length > 0 && { ran: [...m.own.now] }),
    ...(late && { goesOn: true }),
    pendingFigure: effects.figure === 'drawn',
    diagnostics: [...m.diagnostics]
  };
}
