import { accessSync, constants, lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import type { Terminal } from './terminal.js';

const isWindows = process.platform === 'win32';

/** The interpreter that a run uses: the one asked for, the active virtual environment's, the project's own, `python3` on the PATH. */
export function findPython(asked: string | undefined, { cwd, env }: Pick<Terminal, 'cwd' | 'env'>, project?: string): string | undefined {
  if (asked !== undefined) return asPython(resolve(cwd, asked)) ?? (/[\\/]/.test(asked) ? undefined : onPath(asked, env));
  const own = project === undefined ? undefined : inEnvironment(join(project, '.venv'));
  if (own !== undefined) return own;
  const active = env['VIRTUAL_ENV'];
  return (active === undefined || active === '' ? undefined : inEnvironment(active)) ?? onPath('python3', env) ?? onPath('python', env);
}

/** An interpreter, or the folder of an environment. */
function asPython(path: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return inEnvironment(path);
  return isExecutable(path) ? path : undefined;
}

/** The interpreter of a virtual environment. */
export function inEnvironment(folder: string): string | undefined {
  const python = isWindows ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  return isExecutable(python) ? python : undefined;
}

function onPath(name: string, env: Terminal['env']): string | undefined {
  const suffixes = isWindows ? ['.exe', '.bat', ''] : [''];
  const places = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return places.flatMap(folder => suffixes.map(suffix => join(folder, name + suffix))).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** pyenv puts scripts in the place of interpreters; what they would start, as far as files tell. */
export function behindShim(python: string, { cwd, env }: Pick<Terminal, 'cwd' | 'env'>): string {
  if (basename(dirname(python)) !== 'shims') return python;
  const root = dirname(dirname(python));
  const versions = (env['PYENV_VERSION'] ?? pinned(cwd) ?? firstLine(join(root, 'version')) ?? '').split(':');
  const found = versions.map(version => join(root, 'versions', version, 'bin', basename(python))).find(isExecutable);
  return found ?? python;
}

function pinned(folder: string): string | undefined {
  const found = firstLine(join(folder, '.python-version'));
  return found ?? (dirname(folder) === folder ? undefined : pinned(dirname(folder)));
}

function firstLine(path: string): string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')[0];
}
