import type { Binding, Exit, Version } from './analysis.js';
import { isGone, type Slot } from './environment.js';
import { reachable } from './heap.js';
import { identical } from './identical.js';
import { allLate, isUnderWay } from './late.js';
import type { LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { commonType } from './things.js';

/** By name: what it is bound to at the end of a cell and of those after it, each time that this changes. */
export type Versions = ReadonlyMap<string, readonly Version[]>;

/** The versions of names, while cells are walked. */
export interface Exits {
  readonly versions: Map<string, Version[]>;
  /** Names that work under way may still bind, or change what they lead to. */
  readonly late: Set<string>;
}

export const noExits = (): Exits => ({ versions: new Map(), late: new Set() });

/** What the cells before cell number `cell` leave. */
export function exitsBefore({ versions }: Exits, cell: number): Exits {
  const exits = noExits();
  for (const [name, known] of versions) {
    const kept = known.filter(version => version.cell < cell);
    if (kept.length > 0) exits.versions.set(name, kept);
    if (kept.at(-1)?.binding?.late) exits.late.add(name);
  }
  return exits;
}

/** A cell ends that has bound the names `changed`; `any`: others may be bound to something else than after the cell before it, too. */
export function noteExit(m: Machine, cell: number, { changed, any }: { readonly changed: Iterable<string>; readonly any: boolean }): void {
  // What a cell leaves as it is, it does not go by.
  if (m.trace) m.trace.isOn = false;
  const { slots } = m.globals;
  const late = allLate(m);
  const isOpen = any || m.isAmended || m.addresses.size > 0 || late !== undefined || m.exits.late.size > 0;
  for (const name of isOpen ? new Set([...changed, ...slots.keys()]) : changed) {
    const slot = slots.get(name);
    const bound = slot && !isGone(slot) ? bindingOf(m, slot) : undefined;
    const isLate = slot && bound && late && isUnderWay(m, late, name, slot.value);
    addVersion(m.exits, name, { cell, binding: isLate ? { ...bound, late: true } : bound });
  }
  m.isAmended = false;
}

/** A version of a name, where it is bound to something else than before. */
export function addVersion({ versions, late }: Exits, name: string, version: Version): void {
  const { binding } = version;
  const known = versions.get(name);
  if (identical(known?.at(-1)?.binding, binding)) return;
  if (known) known.push(version);
  else versions.set(name, [version]);
  if (binding?.late) late.add(name);
  else late.delete(name);
}

/** What names are bound to at the end of a cell. */
export function exitAt(versions: Versions, cell: number): Exit {
  const get = (name: string) => lastVersion(versions.get(name), cell)?.binding;
  return {
    get,
    has: name => get(name) !== undefined,
    *[Symbol.iterator]() {
      for (const [name, known] of versions) {
        const binding = lastVersion(known, cell)?.binding;
        if (binding) yield [name, binding];
      }
    }
  };
}

function lastVersion(known: readonly Version[] = [], cell: number): Version | undefined {
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((known[middle]?.cell ?? 0) <= cell) from = middle + 1;
    else to = middle;
  }
  return known[from - 1];
}

const holdsAddress = (m: Machine, locs: LocSet): boolean => m.addresses.size > 0 && [...reachable(m.heap, locs)].some(loc => m.addresses.has(loc));

function bindingOf(m: Machine, { value, state }: Slot): Binding {
  const type = value.type ?? commonType(m, value.locs);
  return {
    locs: value.locs,
    certainty: state === 'bound' ? 'always' : 'maybe',
    ...(type !== undefined && { type }),
    ...((value.address ?? holdsAddress(m, value.locs)) && { address: true })
  };
}
