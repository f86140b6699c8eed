/**
 * Values as tables: one row for each object, which refers to others by number. Identity, cycles, holes, special
 * numbers, property flags and prototypes survive; what cannot is refused by name and place.
 */
import { types } from 'node:util';
import { UnsavableError } from './errors.mjs';
import { nameOf } from './references.mjs';

/** Stands for an object in a row: the number of its row. */
export class Ref {
  constructor(row) {
    this.row = row;
  }
}

const typedArray = Object.getPrototypeOf(Uint8Array);

/** The table of a value: row 0 is the value itself. */
export function toTable(value, name = 'the value') {
  const rows = [];
  const numbers = new Map();
  const waiting = [];
  const put = (one, path) => {
    if (typeof one === 'symbol') return symbolRef(one, path, rows);
    if ((typeof one !== 'object' || one === null) && typeof one !== 'function') return one;
    const known = numbers.get(one);
    if (known !== undefined) return new Ref(known);
    const number = rows.push(undefined) - 1;
    numbers.set(one, number);
    waiting.push([one, path, number]);
    return new Ref(number);
  };
  const first = put(value, name);
  if (!(first instanceof Ref)) return { value: first, rows: [] };
  while (waiting.length > 0) {
    const [one, path, number] = waiting.pop();
    rows[number] = rowOf(one, path, put);
  }
  return { rows };
}

function symbolRef(symbol, path, rows) {
  const key = Symbol.keyFor(symbol);
  const wellKnown = key === undefined ? Object.getOwnPropertyNames(Symbol).find(name => Symbol[name] === symbol) : undefined;
  if (key === undefined && wellKnown === undefined) throw new UnsavableError('a symbol of its own', path);
  return new Ref(rows.push({ k: 'symbol', key, wellKnown }) - 1);
}

function rowOf(one, path, put) {
  const name = nameOf(one);
  if (name !== undefined) return { k: 'ref', name };
  if (typeof one === 'function') throw new UnsavableError(describeFunction(one), path);
  refuse(one, path);
  const kind = kindOf(one);
  const proto = prototypeOf(one, kind, path);
  const row = { k: kind, proto, ...contentOf(one, kind, path, put) };
  const { props, flags } = propertiesOf(one, kind, path, put);
  if (props.length > 0) row.props = props;
  if (Object.keys(flags).length > 0) row.flags = flags;
  const frozen = Object.isFrozen(one) ? 'freeze' : Object.isSealed(one) ? 'seal' : Object.isExtensible(one) ? undefined : 'preventExtensions';
  if (frozen !== undefined && !ArrayBuffer.isView(one)) row.frozen = frozen;
  return row;
}

const describeFunction = code => {
  const kind = /^class\b/.test(Function.prototype.toString.call(code)) ? 'class' : 'function';
  return `the ${kind} ${code.name || '(anonymous)'}`;
};

/** Objects that are more than their properties. */
function refuse(one, path) {
  const kind =
    (types.isProxy?.(one) && 'a Proxy') ||
    (types.isPromise(one) && 'a Promise') ||
    (types.isGeneratorObject(one) && 'a generator') ||
    (types.isWeakMap(one) && 'a WeakMap') ||
    (types.isWeakSet(one) && 'a WeakSet') ||
    (types.isMapIterator(one) && 'an iterator') ||
    (types.isSetIterator(one) && 'an iterator') ||
    (types.isModuleNamespaceObject(one) && 'a module') ||
    (types.isSharedArrayBuffer(one) && 'a SharedArrayBuffer') ||
    (types.isArrayBuffer(one) && one.resizable && 'an ArrayBuffer that can be resized') ||
    (types.isExternal?.(one) && 'a handle of native code');
  if (kind) throw new UnsavableError(kind, path);
}

function kindOf(one) {
  if (Array.isArray(one)) return 'array';
  if (types.isMap(one)) return 'map';
  if (types.isSet(one)) return 'set';
  if (types.isDate(one)) return 'date';
  if (types.isRegExp(one)) return 'regexp';
  if (types.isNativeError(one)) return 'error';
  if (typeof Buffer !== 'undefined' && Buffer.isBuffer(one)) return 'buffer';
  if (one instanceof typedArray) return 'view';
  if (types.isDataView(one)) return 'view';
  if (types.isArrayBuffer(one)) return 'bytes';
  if (types.isBoxedPrimitive(one)) return 'boxed';
  if (one instanceof URL) return 'url';
  return 'object';
}

const usual = {
  array: Array.prototype,
  map: Map.prototype,
  set: Set.prototype,
  date: Date.prototype,
  regexp: RegExp.prototype,
  bytes: ArrayBuffer.prototype,
  url: URL.prototype,
  object: Object.prototype
};

/** `undefined` where it is the usual one, `null` where there is none, else the class by name. */
function prototypeOf(one, kind, path) {
  const proto = Object.getPrototypeOf(one);
  if (proto === usual[kind] || proto === null || kind === 'buffer') return proto === null ? null : undefined;
  const own = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
  const name = typeof own === 'function' && own.prototype === proto ? nameOf(own) : undefined;
  if (name === undefined) throw new UnsavableError(`an object of the class ${own?.name || '(unknown)'}`, path);
  if (name.startsWith('global:') && kind === 'object') throw new UnsavableError(`an object of the class ${own.name}`, path);
  if (name.startsWith('helper:')) refusePrivate(own, path);
  return name;
}

/** Private fields are in no list of properties: only the class's text tells. */
function refusePrivate(own, path) {
  for (let one = own; typeof one === 'function' && one !== Function.prototype; one = Object.getPrototypeOf(one))
    if (/#[\p{ID_Start}$_]/u.test(Function.prototype.toString.call(one))) throw new UnsavableError(`an object with private fields (class ${one.name})`, path);
}

/** What an object holds beside its properties. */
function contentOf(one, kind, path, put) {
  switch (kind) {
    case 'array':
      return { values: elements(one, path, put) };
    case 'map':
      return {
        items: [...Map.prototype.entries.call(one)].flatMap(([key, value], at) => [put(key, `${path} (key ${at})`), put(value, `${path} (entry ${at})`)])
      };
    case 'set':
      return { items: [...Set.prototype.values.call(one)].map((value, at) => put(value, `${path} (entry ${at})`)) };
    case 'date':
      return { time: Date.prototype.getTime.call(one) };
    case 'regexp':
      return { source: one.source, flagged: one.flags };
    case 'buffer':
      return { data: new Uint8Array(one) };
    case 'view':
      return { type: viewName(one), of: put(one.buffer, `${path}.buffer`), from: one.byteOffset, length: one.length ?? one.byteLength };
    case 'bytes':
      return { data: new Uint8Array(one).slice() };
    case 'boxed':
      return { value: typeof one.valueOf() === 'symbol' ? put(one.valueOf(), path) : one.valueOf() };
    case 'url':
      return { href: one.href };
    default:
      return {};
  }
}

/** Elements and holes. */
function elements(array, path, put) {
  const values = new Array(array.length);
  if (isPlain(array)) for (let at = 0; at < array.length; at++) if (Object.hasOwn(array, at)) values[at] = put(array[at], `${path}[${at}]`);
  return values;
}

/** Whether all elements are plain values that can be changed; of long arrays that is assumed. */
function isPlain(array) {
  if (!Object.isExtensible(array)) return false;
  if (array.length > 1000) return true;
  return array.every((_, at) => {
    const { value, enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(array, at);
    return enumerable && writable && configurable && (value !== undefined || 'value' in Object.getOwnPropertyDescriptor(array, at));
  });
}

const viewName = view => (types.isDataView(view) ? 'DataView' : Reflect.get(typedArray.prototype, Symbol.toStringTag, view));

const isIndex = key => /^(0|[1-9]\d*)$/.test(key);

/** Keys that an object has by its kind. */
const inherent = { array: ['length'], regexp: [], error: ['stack'] };

function propertiesOf(one, kind, path, put) {
  const props = [];
  const flags = {};
  if (kind === 'buffer' || kind === 'view' || kind === 'url') return { props, flags };
  const skipped = inherent[kind] ?? [];
  const isListed = kind === 'array' && isPlain(one);
  if (kind === 'error') props.push('stack', String(one.stack));
  const keys = isListed ? Reflect.ownKeys(one).slice(Object.keys(one).filter(isIndex).length) : Reflect.ownKeys(one);
  for (const key of keys) {
    if (skipped.includes(key) || (kind === 'boxed' && typeof one.valueOf() === 'string' && /^(\d+|length)$/.test(String(key)))) continue;
    const descriptor = Object.getOwnPropertyDescriptor(one, key);
    const place = typeof key === 'symbol' ? `${path}[${String(key)}]` : /^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`;
    if (!('value' in descriptor)) throw new UnsavableError('computed by a getter or setter', place);
    const flag = (descriptor.enumerable ? '' : 'e') + (descriptor.writable ? '' : 'w') + (descriptor.configurable ? '' : 'c');
    if (flag !== '' && !(Object.isFrozen(one) && flag === 'wc') && !(Object.isSealed(one) && flag === 'c')) flags[props.length] = flag;
    props.push(typeof key === 'symbol' ? put(key, place) : key, put(descriptor.value, place));
  }
  return { props, flags };
}
