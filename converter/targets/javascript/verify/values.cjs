/** Values as lists of what lies where, by which two processes can be compared: `[['.a[0]', '1'], …]`. */
const { Buffer } = require('node:buffer');
const { writeFileSync } = require('node:fs');
const { types } = require('node:util');

/** What has no contents that could be compared. */
const opaque = value => types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) || types.isProxy(value) || types.isGeneratorObject(value);

/** Writes what the names hold, each of which a function gets. */
exports.keep = (file, names) => {
  writeFileSync(file, JSON.stringify(Object.fromEntries(Object.entries(names).map(([name, get]) => [name, told(get)]))));
};

function told(get) {
  let value;
  try {
    value = get();
  } catch {
    return { why: 'it has no value' };
  }
  try {
    return { parts: parts(value) };
  } catch (error) {
    return { why: error.message };
  }
}

const parts = value => {
  const found = [];
  walk(value, '', { found, seen: new Map() });
  return found;
};
exports.parts = parts;

function walk(value, path, state) {
  const leaf = leafOf(value);
  if (leaf !== undefined) {
    state.found.push([path, leaf]);
    // What a class or function was given.
    if (typeof value !== 'function' || state.seen.has(value)) return;
    state.seen.set(value, path);
    for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`, state);
    return;
  }
  const before = state.seen.get(value);
  if (before !== undefined) return void state.found.push([path, `the same as ${before === '' ? 'the value itself' : before}`]);
  state.seen.set(value, path);
  if (opaque(value)) throw new Error(`${path === '' ? 'it' : path} has contents that cannot be seen`);
  state.found.push([path, kindOf(value)]);
  if (types.isMap(value)) [...value].forEach(([key, item], at) => (walk(key, `${path}.key(${at})`, state), walk(item, `${path}.value(${at})`, state)));
  if (types.isSet(value)) [...value].forEach((item, at) => walk(item, `${path}.item(${at})`, state));
  for (const key of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && key === 'length') continue;
    const { get, set, value: item } = Object.getOwnPropertyDescriptor(value, key);
    const place = typeof key === 'string' && /^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${String(key)}`;
    if (types.isNativeError(value) && key === 'stack') continue;
    if (get || set) state.found.push([place, 'an accessor']);
    else walk(item, place, state);
  }
}

const kindOf = value => {
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return Array.isArray(value) ? `Array of ${value.length}` : (name ?? 'an object without a prototype');
};

/** Text of what has no parts. */
function leafOf(value) {
  if (typeof value === 'function') return `${/^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function'} ${value.name}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (types.isDate(value)) return `Date ${Number(value)}`;
  if (types.isRegExp(value)) return `${value} at ${value.lastIndex}`;
  if (types.isBoxedPrimitive(value)) return `${kindOf(value)} ${String(value.valueOf())}`;
  if (types.isAnyArrayBuffer(value)) return `${kindOf(value)} ${Buffer.from(value).toString('hex')}`;
  if (types.isDataView(value)) return `DataView ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  return types.isTypedArray(value) ? `${kindOf(value)} ${Array.from(value).join(', ')}` : undefined;
}
