import type { Key } from '../languages/language.js';
import type { Loc } from './analysis.js';
import type { LocSet } from './locs.js';
import type { Trace } from './trace.js';
import { TracedMap } from './traced.js';

/** What came to be held under one key. */
interface Holding {
  readonly key: Key;
  readonly added: readonly Loc[];
  readonly cell: number;
  readonly whole: LocSet;
}

type Fields = Map<Loc, Map<Key, Map<Loc, number>>>;

/** What the objects of a heap hold, where a trace listens: one holding comes after the other. */
export interface Holdings {
  readonly sets: TracedMap<Loc, Map<Key, LocSet>>;
  note(loc: Loc, holding: Holding, before: LocSet | undefined): void;
}

export function tracedHoldings(fields: Fields, trace: Trace): Holdings {
  const sets: Holdings['sets'] = new TracedMap<Loc, Map<Key, LocSet>>(trace, {
    grows: true,
    redo({ key, after }) {
      hold(fields, sets, key as Loc, after as Holding);
    },
    undo({ key, after, before }) {
      letGo(fields, sets, key as Loc, { holding: after as Holding, before: before as LocSet | undefined });
    }
  });
  return {
    sets,
    note(loc, holding, before) {
      trace.changes.push({ of: sets, key: loc, after: holding, before });
    }
  };
}

function hold(fields: Fields, sets: Holdings['sets'], loc: Loc, { key, added, cell, whole }: Holding): void {
  let own = fields.get(loc);
  if (!own) fields.set(loc, (own = new Map<Key, Map<Loc, number>>()));
  let field = own.get(key);
  if (!field) own.set(key, (field = new Map<Loc, number>()));
  for (const held of added) field.set(held, cell);
  const known = sets.peek(loc);
  if (known) known.set(key, whole);
  else sets.place(loc, new Map([[key, whole]]));
}

function letGo(
  fields: Fields,
  sets: Holdings['sets'],
  loc: Loc,
  { holding: { key, added }, before }: { readonly holding: Holding; readonly before: LocSet | undefined }
): void {
  const [own, known] = [fields.get(loc), sets.peek(loc)];
  const field = own?.get(key);
  for (const held of added) field?.delete(held);
  if (before) {
    known?.set(key, before);
    return;
  }
  own?.delete(key);
  known?.delete(key);
  if (known?.size !== 0) return;
  fields.delete(loc);
  sets.remove(loc);
}
