/** Helpers that a node changes: their own data travels between processes, their code is in each of them. */
import { UnsavableError } from './errors.mjs';
import { helperNamed, madeAs } from './references.mjs';

/** Keys that functions and classes have by themselves. */
const inherent = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

const isData = descriptor => 'value' in descriptor && typeof descriptor.value !== 'function';

/** Keys of properties that do not come with being a function. */
const ownKeys = helper => Reflect.ownKeys(helper).filter(key => !(typeof helper === 'function' && inherent.has(key)));

/** Own properties that are data. */
const dataKeys = helper => ownKeys(helper).filter(key => isData(Object.getOwnPropertyDescriptor(helper, key)));

const isSameCode = (one, other) => one.value === other?.value && one.get === other?.get && one.set === other?.set;

/** The data of a helper; what is more than that is refused. */
function dataOf(helper, name) {
  const { proto, properties } = madeAs(name);
  const isOther = !Object.isExtensible(helper) || Object.getPrototypeOf(helper) !== proto;
  if (isOther) throw new UnsavableError('frozen or of another prototype', name);
  const entries = ownKeys(helper).flatMap(key => {
    const now = Object.getOwnPropertyDescriptor(helper, key);
    if (!isData(now) && isSameCode(now, properties[key])) return [];
    if (!isData(now) || typeof key === 'symbol' || !(now.enumerable && now.writable && now.configurable))
      throw new UnsavableError('a property of a special kind', `${name}.${String(key)}`);
    return [[key, now.value]];
  });
  const data = Object.fromEntries(entries);
  const again = {};
  for (const key of Reflect.ownKeys(properties)) if (typeof helper !== 'function' || !inherent.has(key)) Object.defineProperty(again, key, properties[key]);
  const keys = ownKeys(fill(again, data)).map(String);
  if (keys.join('\n') !== ownKeys(helper).map(String).join('\n')) throw new UnsavableError('with other keys, or in another order, than it was made with', name);
  return data;
}

/** Values by name, in which helpers are replaced by their data. */
export const withStates = (values, names) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const helper = helperNamed(name);
      return [name, names.includes(name) && helper !== undefined && helper === value ? dataOf(helper, name) : value];
    })
  );

/** Puts data into a helper, its keys in their order. */
function fill(helper, data) {
  const wanted = Object.keys(data);
  for (const key of dataKeys(helper)) if (!wanted.includes(key)) delete helper[key];
  const left = dataKeys(helper);
  if (left.some((key, at) => key !== wanted[at])) for (const key of left) delete helper[key];
  Object.assign(helper, data);
  return helper;
}

/** Values by name, in which data of helpers are in their place: the helpers themselves are what the code means. */
export const withHelpers = values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const helper = helperNamed(name);
      return [name, helper === undefined ? value : fill(helper, value)];
    })
  );
