// Python environments in .cache/, each made from one list of packages.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { digestOf, isFresh, root, run, start, works } from './commands.mjs';

const cache = join(root, '.cache');

/** Makes the environment `.cache/<name>` anew where its list changed. */
export function setUpPython(name, requirements) {
  const venv = join(cache, name);
  const python = join(venv, 'bin', 'python');
  const stamp = join(venv, '.installed');
  const digest = digestOf(readFileSync(join(root, requirements)));
  if (existsSync(python) && isFresh(stamp, digest)) return;
  process.stderr.write(`installing the Python environment ${name} …\n`);
  mkdirSync(cache, { recursive: true });
  rmSync(venv, { recursive: true, force: true });
  const base = findPython();
  const uv = findUv(base);
  if (uv) {
    run(uv, ['venv', '--quiet', '--no-python-downloads', '--python', base, venv]);
    run(uv, ['pip', 'install', '--quiet', '--python', python, '-r', requirements]);
  } else {
    run(base, ['-m', 'venv', venv]);
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  }
  writeFileSync(stamp, digest);
}

/** The pins need Python 3.11 or newer. */
function findPython() {
  const isNewEnough = ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))'];
  const found = ['python3.11', 'python3', 'python3.12', 'python3.13', 'python'].find(name => works(name, isNewEnough));
  if (found) return start(found, ['-c', 'import sys; print(sys.executable)']).stdout.trim();
  process.stderr.write('Python 3.11 or newer is needed to run pipelines, and none is on the PATH.\n');
  process.exit(1);
}

/** uv is five times as quick as pip, and makes environments where Python's own module for that is missing. */
function findUv(base) {
  if (works('uv', ['--version'])) return 'uv';
  const folder = join(cache, 'uv');
  const own = join(folder, 'bin', 'uv');
  if (works(own, ['--version'])) return own;
  works(base, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, 'uv']);
  return works(own, ['--version']) ? own : undefined;
}
