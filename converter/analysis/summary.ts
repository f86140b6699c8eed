import type { CellFacts, RungReason } from '../languages/language.js';
import type { Cell } from '../notebook/notebook.js';
import type { Binding, CellAnalysis, Definition } from './analysis.js';
import { reachable } from './heap.js';
import { isUnderWay, underWay, type Late } from './late.js';
import type { Slot } from './environment.js';
import { isOpenFile } from './openfiles.js';
import type { Machine } from './machine.js';
import { commonType } from './things.js';

/** What a walked cell is to the stages after: its effects, and all names at its end. */
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
  const exit = bindings(m, slots, late);
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
    exit,
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

/** All names that are bound, with what they are bound to. */
export function bindings(m: Machine, slots: ReadonlyMap<string, Slot>, late: Late | undefined): ReadonlyMap<string, Binding> {
  const exit = new Map<string, Binding>();
  // What a cell leaves as it is, it does not go by.
  if (m.trace) m.trace.isOn = false;
  for (const [name, slot] of slots) {
    if (slot.state !== 'bound' && slot.state !== 'maybe') continue;
    const binding = bindingOf(m, slot);
    exit.set(name, late && isUnderWay(m, late, name, slot.value) ? { ...binding, late: true } : binding);
  }
  return exit;
}

const holdsAddress = (m: Machine, locs: ReadonlySet<number>): boolean => m.addresses.size > 0 && [...reachable(m.heap, locs)].some(loc => m.addresses.has(loc));

function bindingOf(m: Machine, slot: Slot): Binding {
  const known = m.addresses.size === 0 ? m.bindings.get(slot) : undefined;
  if (known) return known;
  const { value, state } = slot;
  const type = value.type ?? commonType(m, value.locs);
  const binding: Binding = {
    locs: value.locs,
    certainty: state === 'bound' ? 'always' : 'maybe',
    ...(type !== undefined && { type }),
    ...((value.address ?? holdsAddress(m, value.locs)) && { address: true })
  };
  m.bindings.set(slot, binding);
  return binding;
}
