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
const digest = name =>
  createHash('sha256')
    .update(readFileSync(join(root, name)))
    .digest('hex');
const isFresh = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/** Runs a command quietly; shows what it said only where it fails. */
function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  if (done.status === 0) return true;
  if (!options.optional) {
    process.stderr.write(`${command} ${args.join(' ')}\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
    process.exit(1);
  }
  return false;
}

function setUpPackages() {
  const stamp = join(root, 'node_modules', '.installed');
  if (isFresh(stamp, digest('package-lock.json'))) return;
  process.stderr.write('installing npm packages …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, digest('package-lock.json'));
}

function setUpPython() {
  const venv = join(cache, 'venv');
  const python = join(venv, 'bin', 'python');
  const stamp = join(venv, '.installed');
  if (existsSync(python) && isFresh(stamp, digest('requirements-dev.txt'))) return;
  process.stderr.write('installing the Python environment …\n');
  mkdirSync(cache, { recursive: true });
  const hasUv = run('uv', ['--version'], { optional: true });
  rmSync(venv, { recursive: true, force: true });
  if (hasUv) {
    run('uv', ['venv', '--quiet', '--python', '3.11', venv]);
    run('uv', ['pip', 'install', '--quiet', '--python', python, '-r', 'requirements-dev.txt']);
  } else {
    run('python3', ['-m', 'venv', venv]);
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'uv']);
    run(join(venv, 'bin', 'uv'), ['pip', 'install', '--quiet', '--python', python, '-r', 'requirements-dev.txt']);
  }
  writeFileSync(stamp, digest('requirements-dev.txt'));
}

setUpPackages();
setUpPython();
