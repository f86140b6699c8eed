/** The program that runs a node: the one that the notebook's kernel is made of. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { facts, projectFolder } from './facts.mjs';

const entry = join(dirname(fileURLToPath(import.meta.url)), 'node.mjs');

/** Command and arguments that run a script, by default `node.mjs`; `found` is where the program lies, if somebody has looked already. */
export function commandFor(args, found, script = entry) {
  switch (facts.kernel) {
    case 'deno':
      return [found ?? onPath('deno'), ['run', '--allow-all', '--no-check', '--no-lock', '--node-modules-dir=none', '--quiet', script, ...args]];
    case 'tslab':
      return [process.execPath, ['--import', pathToFileURL(found ?? tsx()).href, script, ...args]];
    default:
      return [process.execPath, [script, ...args]];
  }
}

function onPath(name) {
  const folders = [join(projectFolder, 'node_modules', '.bin'), ...(process.env.PATH ?? '').split(delimiter)];
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const found = folders.flatMap(folder => names.map(each => join(folder, each))).find(existsSync);
  if (found === undefined) throw new Error(`${name} is not there: run npm install first`);
  return found;
}

function tsx() {
  try {
    return createRequire(join(projectFolder, 'package.json')).resolve('tsx');
  } catch {
    throw new Error('tsx is not there: run npm install first');
  }
}
