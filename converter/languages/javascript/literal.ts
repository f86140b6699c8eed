import type { Json } from '../../notebook/notebook.js';

/** A value as JavaScript source; `type` as in `LiteralAssignment`. */
export function literal(value: Json, type: string): string {
  if (type === 'undefined') return 'undefined';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(item => literal(item, '')).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${literal(item, '')}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** JSON is JavaScript but for two line separators, which older engines took for line ends. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u2028\u2029]/g, character => `\\u${(character.codePointAt(0) ?? 0).toString(16)}`);
