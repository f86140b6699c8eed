import { types } from 'node:util';
import { nameOf } from './references.mjs';

/** Whether JSON gives back the very value: no identity, no special number and no flag would be lost. */
export function isJson(value) {
  const seen = new Set();
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'number' ? !Number.isFinite(one) || Object.is(one, -0) : !['string', 'boolean', 'object'].includes(typeof one)) return false;
    if (typeof one !== 'object' || one === null) continue;
    if (types.isProxy?.(one) || seen.has(one) || !Object.isExtensible(one) || nameOf(one) !== undefined) return false;
    seen.add(one);
    if (!(Array.isArray(one) ? putElements(one, waiting) : putMembers(one, waiting))) return false;
  }
  return true;
}

function putElements(array, waiting) {
  if (Object.getPrototypeOf(array) !== Array.prototype || Reflect.ownKeys(array).length !== array.length + 1) return false;
  for (const item of array) waiting.push(item);
  return true;
}

function putMembers(object, waiting) {
  if (Object.getPrototypeOf(object) !== Object.prototype) return false;
  for (const key of Reflect.ownKeys(object)) {
    const { value, enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(object, key);
    if (typeof key === 'symbol' || !enumerable || !writable || !configurable) return false;
    waiting.push(value);
  }
  return true;
}
