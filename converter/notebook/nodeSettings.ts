import type { CellIntent, CellSettings } from './notebook.js';

/** What the cells of one node ask for together: lists and objects add up, of anything else the first cell that says it counts. */
export function nodeSettings(intents: readonly CellIntent[]): CellSettings {
  const merged = new Map<string, unknown>();
  for (const intent of intents) {
    for (const [field, value] of Object.entries(intent).filter(([key]) => !own.has(key)))
      merged.set(field, merged.has(field) ? added(merged.get(field), value) : value);
  }
  return Object.fromEntries(merged);
}

/** What belongs to a cell and not to its node's settings. */
const own: ReadonlySet<string> = new Set(['role', 'node', 'directives']);

function added(first: unknown, next: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(next)) return [...new Set<unknown>([...(first as unknown[]), ...(next as unknown[])])];
  return isObject(first) && isObject(next) ? { ...next, ...first } : first;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
