/** Objects that every process has: they travel by name. */
import { createRequire } from 'node:module';
import { helpersFile } from './facts.mjs';

const require = createRequire(import.meta.url);

/** Modules of the runtime whose functions may be held in values. */
const libraries = [
  'assert',
  'buffer',
  'child_process',
  'crypto',
  'events',
  'fs',
  'fs/promises',
  'os',
  'path',
  'readline',
  'stream',
  'timers/promises',
  'url',
  'util',
  'zlib'
];

const isReferable = value => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Own properties that are plain values; getters are not asked. */
function members(holder) {
  return Reflect.ownKeys(holder).flatMap(key => {
    const { value } = Object.getOwnPropertyDescriptor(holder, key) ?? {};
    return isReferable(value) ? [[key, value]] : [];
  });
}

const spelled = key => (typeof key === 'symbol' ? `@@${key.description ?? ''}` : key);

/** Names by object: what is built in, two steps from the global object, and prototypes. */
function builtIn() {
  const found = new Map();
  const add = (name, value) => void (found.has(value) || found.set(value, name));
  const globals = members(globalThis).filter(([key]) => typeof key === 'string' && before.has(key));
  for (const [key, value] of globals) add(`global:${key}`, value);
  for (const [key, value] of globals) {
    if (value === globalThis) continue;
    for (const [inner, member] of members(value)) {
      add(`global:${key}.${spelled(inner)}`, member);
      if (inner === 'prototype')
        for (const [method, code] of members(member)) if (typeof code === 'function') add(`global:${key}.prototype.${spelled(method)}`, code);
    }
  }
  return found;
}

/** Global names that were there before any code of the notebook ran. */
const before = new Set(Object.getOwnPropertyNames(globalThis));

/** Names by object: modules of the runtime and what they export. */
function ofLibraries() {
  const found = new Map();
  for (const name of libraries) {
    const library = require(`node:${name}`);
    if (!found.has(library)) found.set(library, `module:${name}`);
    for (const [key, value] of members(library)) if (typeof value === 'function' && !found.has(value)) found.set(value, `module:${name}.${spelled(key)}`);
  }
  return found;
}

let helpers = {};
let asMade = new Map();
let known;
let libraryNames;

/** Loads the project's helpers: what they export travels by reference. */
export async function loadHelpers() {
  const file = helpersFile();
  if (file === undefined) return {};
  const { pathToFileURL } = await import('node:url');
  helpers = file.endsWith('.cjs') ? require(file) : await import(pathToFileURL(file).href);
  known = undefined;
  const made = value => ({ proto: Object.getPrototypeOf(value), properties: Object.getOwnPropertyDescriptors(value) });
  asMade = new Map(Object.entries(helpers).flatMap(([name, value]) => (isReferable(value) ? [[name, made(value)]] : [])));
  return helpers;
}

/** The prototype and the properties that a helper was made with. */
export const madeAs = name => asMade.get(name);

/** The helper of a name, where it is more than a plain value. */
export const helperNamed = name => (isReferable(helpers?.[name]) ? helpers[name] : undefined);

/** The name of an object that every process has; `undefined` for others. */
export function nameOf(object) {
  known ??= new Map([...builtIn(), ...Object.entries(helpers).flatMap(([name, value]) => (isReferable(value) ? [[value, `helper:${name}`]] : []))]);
  const name = known.get(object);
  if (name !== undefined || typeof object === 'symbol') return name;
  if (typeof object !== 'function' && !looksLikeLibrary(object)) return undefined;
  libraryNames ??= ofLibraries();
  return libraryNames.get(object);
}

/** Modules are plain objects that begin with functions; all others need not be looked for among them. */
function looksLikeLibrary(object) {
  if (Array.isArray(object) || ArrayBuffer.isView(object)) return false;
  for (const key in object) return Object.hasOwn(object, key) && typeof Object.getOwnPropertyDescriptor(object, key)?.value === 'function';
  return false;
}

/** The object behind a name. */
export function objectNamed(name) {
  const [, kind = '', path = ''] = /^(\w+):(.*)$/s.exec(name) ?? [];
  const { root, keys } = start(kind, path);
  const found = keys.reduce((holder, key) => holder?.[key.startsWith('@@') ? Symbol[key.slice(2).replace('Symbol.', '')] : key], root);
  if (found === undefined) throw new Error(`'${path}' is not here any more`);
  return found;
}

function start(kind, path) {
  if (kind === 'helper') return { root: helpers, keys: [path] };
  if (kind === 'module') {
    const at = path.indexOf('.');
    return at < 0 ? { root: require(`node:${path}`), keys: [] } : { root: require(`node:${path.slice(0, at)}`), keys: [path.slice(at + 1)] };
  }
  const symbol = path.indexOf('.@@');
  return symbol < 0 ? { root: globalThis, keys: path.split('.') } : { root: globalThis, keys: [...path.slice(0, symbol).split('.'), path.slice(symbol + 1)] };
}
