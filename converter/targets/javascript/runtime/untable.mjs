/** Values out of tables (`table.mjs`). */
import { objectNamed } from './references.mjs';

/** The value that a table describes. */
export function fromTable({ value, rows }) {
  if (rows.length === 0) return value;
  const made = rows.map(() => undefined);
  const isMade = rows.map(() => false);
  const make = at => {
    if (!isMade[at]) {
      isMade[at] = true;
      made[at] = shell(rows[at], make);
    }
    return made[at];
  };
  const get = item => (isRef(item) ? make(item.row) : item);
  rows.forEach((_, at) => make(at));
  rows.forEach((row, at) => fill(made[at], row, get));
  rows.forEach((row, at) => row.frozen && Object[row.frozen](made[at]));
  return made[0];
}

/** Rows hold primitive values, and references to other rows. */
const isRef = item => typeof item === 'object' && item !== null;

/** The object without what it holds. */
function shell(row, make) {
  const plain = bare(row, make);
  if (row.k === 'ref' || row.k === 'symbol') return plain;
  if (row.proto === null) return Object.setPrototypeOf(plain, null);
  return row.proto === undefined ? plain : Object.setPrototypeOf(plain, objectNamed(row.proto).prototype);
}

function bare(row, make) {
  switch (row.k) {
    case 'ref':
      return objectNamed(row.name);
    case 'symbol':
      return row.key === undefined ? Symbol[row.wellKnown] : Symbol.for(row.key);
    case 'array':
      return new Array(row.values.length);
    case 'map':
      return new Map();
    case 'set':
      return new Set();
    case 'date':
      return new Date(row.time);
    case 'regexp':
      return new RegExp(row.source, row.flagged);
    case 'error':
      return new Error();
    case 'buffer':
      return Buffer.from(row.data);
    case 'view':
      return new globalThis[row.type](make(row.of.row), row.from, row.length);
    case 'bytes':
      return row.data.slice().buffer;
    case 'boxed':
      return Object(isRef(row.value) ? make(row.value.row) : row.value);
    case 'url':
      return new URL(row.href);
    default:
      return {};
  }
}

function fill(object, { k: kind, props = [], flags = {}, items = [], values = [] }, get) {
  if (kind === 'array') values.forEach((item, at) => (object[at] = get(item)));
  if (kind === 'map') for (let at = 0; at < items.length; at += 2) Map.prototype.set.call(object, get(items[at]), get(items[at + 1]));
  if (kind === 'set') for (const item of items) Set.prototype.add.call(object, get(item));
  if (kind === 'error') for (const key of Object.keys(Object.getOwnPropertyDescriptors(object))) if (key !== 'stack') delete object[key];
  for (let at = 0; at < props.length; at += 2) {
    const flag = kind === 'error' && props[at] === 'stack' ? 'e' : (flags[at] ?? '');
    Object.defineProperty(object, get(props[at]), {
      value: get(props[at + 1]),
      enumerable: !flag.includes('e'),
      writable: !flag.includes('w'),
      configurable: !flag.includes('c')
    });
  }
}
