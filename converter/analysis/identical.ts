import type { Loc } from './analysis.js';

const none: ReadonlySet<Loc> = new Set();
const since: ReadonlySet<string> = new Set(['since']);
const places: ReadonlySet<string> = new Set([...since, 'span']);

/**
 * Whether two values of the walk are the same to the last detail, the order of maps and sets included; none that speaks of an object
 * that is not what it was (`changed`) is. When a name was bound does not count: that is only ever compared within one cell. `apart`: fields
 * that do not count.
 */
export function identical(a: unknown, b: unknown, changed: ReadonlySet<Loc> = none, apart: ReadonlySet<string> = since): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (a === b && changed.size === 0) return true;
  if (a instanceof Map)
    return b instanceof Map && a.size === b.size && !mentions(a.keys(), changed) && sameList([...a.entries()], [...b.entries()], changed, apart);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && !mentions(a, changed) && sameList([...a.values()], [...b.values()], changed, apart);
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a, b, changed, apart);
  if (b instanceof Map || b instanceof Set || Array.isArray(b)) return false;
  return sameFields(a as Fields, b as Fields, changed, apart);
}

/** Whether two values are the same, wherever in a cell's text they stand. */
export const alike = (a: unknown, b: unknown): boolean => identical(a, b, none, places);

interface Fields {
  readonly [key: string]: unknown;
}

function sameList(a: readonly unknown[], b: readonly unknown[], changed: ReadonlySet<Loc>, apart: ReadonlySet<string>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!identical(a[index], b[index], changed, apart)) return false;
  return true;
}

function sameFields(a: Fields, b: Fields, changed: ReadonlySet<Loc>, apart: ReadonlySet<string>): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(key => apart.has(key) || (key in b && identical(a[key], b[key], changed, apart)));
}

function mentions(held: Iterable<unknown>, changed: ReadonlySet<Loc>): boolean {
  if (changed.size > 0) for (const one of held) if (typeof one === 'number' && changed.has(one)) return true;
  return false;
}
