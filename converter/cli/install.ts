import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { normalized } from '../run/distributions.js';
import { installFailed } from './messages.js';
import { inEnvironment, isExecutable } from './python.js';
import { lockName } from './lock.js';
import type { Terminal } from './terminal.js';

/** Makes `.venv` inside the project and installs what it requires there: with uv where present, else with pip. */
export async function installEnvironment(project: string, python: string, terminal: Terminal): Promise<{ readonly python: string } | Diagnostic> {
  const venv = join(project, '.venv');
  const uv = findUv(terminal.env);
  const wanted = lockedRequirements(project);
  terminal.err(`Installing into ${venv} with ${uv === undefined ? 'pip' : 'uv'} …\n`);
  const fresh = inEnvironment(venv) === undefined;
  const make = uv === undefined ? ([python, ['-m', 'venv', venv]] as const) : ([uv, ['venv', '--quiet', '--python', python, venv]] as const);
  if (fresh && !(await run(make[0], make[1], { cwd: project, terminal }))) return installFailed(`${make[0]} could not make ${venv}`);
  const inside = inEnvironment(venv);
  if (inside === undefined) return installFailed(`there is no Python in ${venv}`);
  const install =
    uv === undefined
      ? ([inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', wanted]] as const)
      : ([uv, ['pip', 'install', '--quiet', '--python', inside, '-r', wanted]] as const);
  return (await run(install[0], install[1], { cwd: project, terminal }))
    ? { python: inside }
    : installFailed(`${uv === undefined ? 'pip' : 'uv'} could not install ${wanted}`);
}

/** The lock where it fits what is required now, else the requirements themselves. */
function lockedRequirements(project: string): string {
  if (!existsSync(join(project, lockName))) return 'requirements.txt';
  const read = (name: string) =>
    readFileSync(join(project, name), 'utf8')
      .split('\n')
      .flatMap(line => /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? [])
      .map(normalized);
  const locked = new Set(read(lockName));
  return read('requirements.txt').every(name => locked.has(name)) ? lockName : 'requirements.txt';
}

const findUv = (env: Terminal['env']): string | undefined =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, process.platform === 'win32' ? 'uv.exe' : 'uv'))
    .find(isExecutable);

/** Runs a command whose words go to standard error; whether it succeeded. */
function run(command: string, args: readonly string[], { cwd, terminal }: { readonly cwd: string; readonly terminal: Terminal }): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...terminal.env, PYTHONDONTWRITEBYTECODE: undefined } });
    child.stdout.on('data', (text: Buffer) => terminal.err(text.toString()));
    child.stderr.on('data', (text: Buffer) => terminal.err(text.toString()));
    child.on('error', () => resolve(false));
    child.on('close', code => resolve(code === 0));
  });
}
