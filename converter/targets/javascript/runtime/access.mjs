/** Which files a node opens. */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linesIn } from './failures.mjs';
import { workspaceFolder, workingFolder } from './facts.mjs';

const reads = {};
const writes = {};
let processes = false;

/** What was opened, by name from the working folder, with the line of the node that did it. */
export const accesses = () => ({ reads, writes, processes });

/** Functions by what they do to the file of their first argument; those of two files read one and write the other. */
const readers = ['readFile', 'createReadStream', 'openAsBlob'];
const writers = ['writeFile', 'appendFile', 'createWriteStream', 'truncate'];
const movers = ['copyFile', 'rename', 'cp'];
const denoReaders = ['readFile', 'readTextFile'];
const denoWriters = ['writeFile', 'writeTextFile', 'create', 'truncate'];

/** Notes from now on what the node opens. */
export function beginAccess(node) {
  const note = (table, path) => {
    const name = nameOf(path);
    if (name !== undefined && !(name in table)) table[name] = linesIn(node, new Error().stack)[0] ?? null;
  };
  const common = createRequire(import.meta.url)('node:fs');
  for (const holder of [common, common.promises]) watch(holder, note);
  watchPrograms(() => (processes = true));
  syncBuiltinESMExports();
  if (globalThis.Deno) watchDeno(note);
}

function watch(holder, note) {
  const both = names => names.flatMap(name => [name, `${name}Sync`]);
  wrap(holder, both(readers), path => note(reads, path));
  wrap(holder, both(writers), path => note(writes, path));
  wrap(holder, both(movers), (from, to) => (note(reads, from), note(writes, to)));
  wrap(holder, ['open', 'openSync'], (path, flags) => note(typeof flags === 'string' && flags !== 'r' ? writes : reads, path));
}

function watchDeno(note) {
  const both = names => names.flatMap(name => [name, `${name}Sync`]);
  wrap(Deno, both(denoReaders), path => note(reads, path));
  wrap(Deno, both(denoWriters), path => note(writes, path));
  wrap(Deno, both(['copyFile', 'rename']), (from, to) => (note(reads, from), note(writes, to)));
  wrap(Deno, both(['open']), (path, options) => note(options?.write || options?.append || options?.create ? writes : reads, path));
  const { Command } = Deno;
  Deno.Command = class extends Command {
    constructor(...args) {
      super(...args);
      processes = true;
    }
  };
}

function watchPrograms(note) {
  const common = createRequire(import.meta.url)('node:child_process');
  wrap(common, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], note);
}

function wrap(holder, names, note) {
  for (const name of names) {
    const original = holder[name];
    if (typeof original !== 'function') continue;
    const watched = function (...args) {
      note(...args);
      return Reflect.apply(original, this, args);
    };
    try {
      holder[name] = Object.defineProperties(watched, Object.getOwnPropertyDescriptors(original));
    } catch {
      // It cannot be replaced here.
    }
  }
}

/** A path below the workspace as the pipeline calls it; `undefined` for others. */
function nameOf(path) {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return undefined;
  const full = path instanceof URL ? fileURLToPath(path) : resolve(String(path));
  const inside = relative(workspaceFolder(), full);
  return inside.startsWith('..') || resolve(workspaceFolder(), inside) !== full ? undefined : relative(workingFolder(), full).split(sep).join('/');
}
