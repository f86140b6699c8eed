/** Values as bytes: readable JSON where that says all, else a table (`table.mjs`). */
import { createHash } from 'node:crypto';
import v8 from 'node:v8';
import { isJson } from './json.mjs';
import { toTable } from './table.mjs';
import { fromTable } from './untable.mjs';

/** Large values are not made readable: spaces would double them. */
const mostReadable = 200_000;

/** The bytes of a value, and the ending of the file that tells how to read them. */
export function encode(value, name) {
  if (value !== undefined && isJson(value)) {
    const text = JSON.stringify(value);
    return { format: 'json', bytes: Buffer.from(`${text.length <= mostReadable ? JSON.stringify(value, null, 1) : text}\n`) };
  }
  return { format: 'v8', bytes: v8.serialize(toTable(value, name)) };
}

export function decode(bytes, format) {
  return format === 'json' ? JSON.parse(Buffer.from(bytes).toString('utf8')) : fromTable(v8.deserialize(bytes));
}

/** A digest that equal values share, whatever the engine made of them inside. */
export function fingerprint(value, name) {
  const hash = createHash('sha256');
  const { value: single, rows } = toTable(value, name);
  hash.update(JSON.stringify([single], spell));
  for (const row of rows) {
    if (row.data) hash.update(row.data);
    hash.update(JSON.stringify(row, spell));
  }
  return hash.digest('hex');
}

/** What JSON does not tell apart. Strings begin with a quote of their own, so that nothing looks like them. */
function spell(key, value) {
  if (typeof value === 'string') return `'${value}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (value === undefined) return Array.isArray(this) && !(key in this) ? 'hole' : 'undefined';
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return Object.is(value, -0) ? '-0' : String(value);
  return key === 'data' && ArrayBuffer.isView(value) ? value.length : value;
}
