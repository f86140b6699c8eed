import type { KernelCell, KernelValue } from '../model/kernel.js';

interface Given {
  readonly [name: string]: unknown;
}

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): readonly Given[] => (Array.isArray(value) ? value.filter(isObject) : []);
const isSize = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The executions in a message of the witness; what has not the form that we know is left out, for a kernel may send anything. */
export function readMessage(data: unknown): { readonly isHistory: boolean; readonly cells: readonly KernelCell[] } {
  if (!isObject(data) || data['version'] !== 1) return { isHistory: false, cells: [] };
  const isHistory = data['kind'] === 'history';
  const given = isHistory ? objects(data['cells']) : objects([data['cell']]);
  return { isHistory, cells: given.flatMap(readCell) };
}

function readCell({ cell, digest, status, wrote, changed, deleted }: Given): readonly KernelCell[] {
  if (typeof digest !== 'string' || (status !== 'ok' && status !== 'error' && status !== 'interrupted')) return [];
  const names = Array.isArray(deleted) ? deleted.filter(name => typeof name === 'string') : [];
  const values = { wrote: objects(wrote).flatMap(readValue), changed: objects(changed).flatMap(readValue), deleted: names };
  return [{ digest, status, ...values, ...(typeof cell === 'string' && { cell }) }];
}

function readValue({ name, type, length, shape, bytes }: Given): readonly KernelValue[] {
  if (typeof name !== 'string' || typeof type !== 'string') return [];
  const sizes = Array.isArray(shape) && shape.every(isSize) ? { shape } : {};
  return [{ name, type, ...(isSize(length) && { length }), ...sizes, ...(isSize(bytes) && { bytes }) }];
}
