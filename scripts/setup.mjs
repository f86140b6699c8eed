// Brings a fresh machine to where everything runs: npm packages, and a Python environment in .cache/venv.
// Uses nothing but Node's own modules, and does nothing where nothing changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');
const requirements = 'requirements-dev.txt';

const digestOf = name =>
  createHash('sha256')
    .update(readFileSync(join(root, name)))
    .digest('hex');
const isFresh = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
const start = (command, args) => spawnSync(command, args, { cwd: root, encoding: 'utf8' });
const works = (command, args) => start(command, args).status === 0;

/** Runs a command quietly; shows what it said, and ends, where it fails. */
function run(command, args) {
  const { status, stdout, stderr, error } = start(command, args);
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
  process.exit(1);
}

function setUpPackages() {
  const stamp = join(root, 'node_modules', '.installed');
  const digest = digestOf('package-lock.json');
  if (isFresh(stamp, digest)) return;
  process.stderr.write('installing npm packages …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, digest);
}

function setUpPython() {
  const venv = join(cache, 'venv');
  const python = join(venv, 'bin', 'python');
  const stamp = join(venv, '.installed');
  const digest = digestOf(requirements);
  if (existsSync(python) && isFresh(stamp, digest)) return;
  process.stderr.write('installing the Python environment …\n');
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

setUpPackages();
setUpPython();
