import type { Loc } from './analysis.js';
import type { Slot } from './environment.js';
import { identical } from './identical.js';
import type { Machine } from './machine.js';
import { absent, type Change, type Container, type Traced } from './trace.js';
import type { Thing } from './things.js';

/** A cell that was walked. */
export interface WalkedCell extends Traced {
  /** The number of its first object. */
  readonly first: Loc;
  readonly things: readonly Thing[];
}

const none: ReadonlySet<never> = new Set<never>();

/** Stands for the order of a container's entries. */
const order = Symbol('order');

/** In what the state of a walk may differ from that of the walk before, at the same point; all else is the same to the last detail. */
export interface Difference {
  readonly m: Machine;
  /** All may be different. */
  isTotal: boolean;
  /** Objects that are not what they were. */
  readonly objects: Set<Loc>;
  /** By container: entries that are not what they were. */
  readonly entries: Map<unknown, Set<unknown>>;
}

export const noDifference = (m: Machine): Difference => ({ m, isTotal: false, objects: new Set(), entries: new Map() });

/** Whether a cell that was walked looked at anything that is different now. */
export function concerns({ isTotal, entries }: Difference, { looks }: Traced): boolean {
  if (isTotal) return true;
  for (const [container, keys] of entries) {
    const look = looks.get(container as Container);
    if (look && (look.whole ? keys.size > 0 : meet(keys, look.keys ?? none))) return true;
  }
  return false;
}

/** Whether objects that are not what they were, or hold something else, are within reach of any name that cells bind. */
export function concernsReach({ m: { globals, heap }, isTotal, entries, objects }: Difference, cells: readonly Traced[]): boolean {
  if (isTotal) return true;
  const others = new Set<unknown>([...objects, ...(entries.get(heap.holdings?.sets) ?? none)]);
  if (others.size === 0) return false;
  const isOther = (locs: Iterable<Loc>) => {
    for (const loc of locs) if (others.has(loc)) return true;
    return false;
  };
  for (const [holder, fields] of heap.fields) {
    if (others.has(holder)) continue;
    for (const held of fields.values()) if (isOther(held.keys())) return true;
  }
  const slots = globals.slots as unknown;
  return cells.some(({ changes }) => changes.some(({ of, after }) => of === slots && after !== absent && isOther((after as Slot).value.locs)));
}

/** A cell was walked again, in place of the one that stood there. */
export function replace(difference: Difference, before: WalkedCell, after: WalkedCell): void {
  difference.isTotal ||= before.first !== after.first;
  const { m, entries } = difference;
  compareThings(difference, before, after);
  const [old, now] = [byContainer(before.changes), byContainer(after.changes)];
  for (const container of new Set([...old.keys(), ...now.keys()]))
    compareEntries(difference, container, old.get(container) ?? nothing, now.get(container) ?? nothing);
  difference.isTotal ||= (entries.get(m.amended)?.size ?? 0) > 0;
}

function compareThings({ objects }: Difference, { first, things: old }: WalkedCell, { things: now }: WalkedCell): void {
  for (let at = 0; at < Math.max(old.length, now.length); at++) {
    const [one, other] = [old[at], now[at]];
    const leads = [other?.owner, other?.viewOf, other?.resumes?.code].some(loc => loc !== undefined && objects.has(loc));
    if (!one || !other || leads || !identical(one, other, objects)) objects.add(first + at);
  }
}

function compareEntries(difference: Difference, container: Container, old: Entries, now: Entries): void {
  let different = difference.entries.get(container);
  if (!different) difference.entries.set(container, (different = new Set()));
  for (const key of new Set([...old.byKey.keys(), ...now.byKey.keys()])) {
    if (!isSame(difference, container, key, [old.byKey.get(key) ?? [], now.byKey.get(key) ?? []])) different.add(key);
    // What is added to something different leaves something different.
    else if (!container.grows) different.delete(key);
  }
  if (!identical(old.placed, now.placed)) different.add(order);
}

function isSame({ m, objects }: Difference, container: Container, key: unknown, [old, now]: readonly [readonly Change[], readonly Change[]]): boolean {
  const [last, lastNow] = [old.at(-1), now.at(-1)];
  if (!last || !lastNow || (typeof key === 'number' && objects.has(key))) return false;
  if (container === (m.interned as unknown)) return last.after === lastNow.after && !objects.has(lastNow.after as Loc);
  const afters = (changes: readonly Change[]) => changes.map(({ after }) => after);
  return container.grows ? identical(afters(old), afters(now), objects) : identical(last.after, lastNow.after, objects);
}

/** What was changed in one container. */
interface Entries {
  readonly byKey: Map<unknown, Change[]>;
  /** Keys in the order in which they came and went. */
  readonly placed: unknown[];
}

const nothing: Entries = { byKey: new Map(), placed: [] };

function byContainer(changes: readonly Change[]): ReadonlyMap<Container, Entries> {
  const found = new Map<Container, Entries>();
  for (const change of changes) {
    let entries = found.get(change.of);
    if (!entries) found.set(change.of, (entries = { byKey: new Map(), placed: [] }));
    const known = entries.byKey.get(change.key);
    if (known) known.push(change);
    else entries.byKey.set(change.key, [change]);
    if (change.before === absent || change.after === absent) entries.placed.push(change.key);
  }
  return found;
}

/** Whether two sets have something in common. */
const meet = (few: ReadonlySet<unknown>, many: ReadonlySet<unknown>): boolean => [...few].some(one => many.has(one));
