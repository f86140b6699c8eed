import type { Json } from '../../converter/index.js';
import type { RunWish } from '../model/run.js';

/** Sorts by time, and is unique. */
export function newRunId(now: Date): string {
  const random = [...crypto.getRandomValues(new Uint8Array(3))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}-${random}`;
}

/** The same run on the command line, as a shell reads it. */
export function commandFor(notebook: string, { from, to, fresh, force }: RunWish, parameters: { readonly [name: string]: Json }): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`]);
  const words = [
    ...(from ? ['--from', from.join(',')] : []),
    ...(to ? ['--to', to.join(',')] : []),
    ...(fresh === true ? ['--fresh'] : []),
    ...(force === true ? ['--force'] : []),
    ...given
  ];
  return ['espalier', 'run', notebook, ...words].map(quoted).join(' ');
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
