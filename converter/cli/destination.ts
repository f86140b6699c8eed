import { basename, dirname, join, resolve } from 'node:path';
import type { Terminal } from './terminal.js';
import { misuse } from './usage.js';

/** Where each notebook's project goes: `-o DIR`, or `<name>_pipeline` beside the notebook; with several notebooks, a folder each below DIR. */
export function destinations(paths: readonly string[], out: string | undefined, { cwd }: Terminal): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) {
    if (path === '-' && out === undefined) misuse('a notebook from standard input needs -o DIR');
    const name = path === '-' ? 'notebook' : basename(path).replace(/\.(ipynb|json)$/i, '');
    const beside = join(dirname(resolve(cwd, path)), `${name}_pipeline`);
    const folder = out === undefined ? beside : paths.length === 1 ? resolve(cwd, out) : join(resolve(cwd, out), `${name}_pipeline`);
    const other = [...found].find(([, taken]) => taken === folder)?.[0];
    if (other !== undefined) misuse(`'${other}' and '${path}' would both be written to '${folder}': compile them one at a time`);
    found.set(path, folder);
  }
  return found;
}
