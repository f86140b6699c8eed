import type { TranslationBundle } from '@jupyterlab/translation';
import type { KernelValue } from '../model/kernel.js';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `333 × 8` and `21 kB`: what is known of it. */
export function sizeText({ length, shape, bytes }: KernelValue, trans: TranslationBundle): readonly string[] {
  const extent = shape && shape.length > 0 ? [shape.join(' × ')] : length === undefined ? [] : [trans._n('%1 element', '%1 elements', length)];
  return [...extent, ...(bytes === undefined ? [] : [bytesText(bytes)])];
}

function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${amount >= 10 || power === 0 ? Math.round(amount) : amount.toFixed(1)} ${units[power]}`;
}
