import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { endGroup } from '../processes.js';
import type { Terminal } from '../terminal.js';
import { libraryName } from './lib.js';

/** What is the same for the notebook and its pipeline; the seed of hashes is not, when the notebook runs again. */
const steady = {
  PYTHONHASHSEED: '0',
  PYTHONIOENCODING: 'utf-8',
  MPLBACKEND: 'Agg',
  OMP_NUM_THREADS: '1',
  TERM: 'dumb',
  NO_COLOR: '1'
} as const;

/** The environment of all runs. */
export const steadyEnvironment = ({ env }: Pick<Terminal, 'env'>): Terminal['env'] => ({
  ...env,
  ...steady,
  FORCE_COLOR: undefined,
  PYTHONDONTWRITEBYTECODE: undefined
});

export interface Script {
  readonly python: string;
  /** The folder that `writeLibrary` filled. */
  readonly library: string;
  /** `notebook` or `judge`. */
  readonly module: 'notebook' | 'judge';
  readonly cwd: string;
  readonly env: Terminal['env'];
  /** Where the request is written. */
  readonly file: string;
  readonly request: object;
}

export interface ScriptEnd {
  /** Exit code; `undefined` where a signal ended it. */
  readonly code: number | undefined;
  /** What it said besides what it kept. */
  readonly said: string;
}

const starter = (module: string) => `import sys
library, request = sys.argv[1:]
sys.path.insert(0, library)
from ${libraryName}.runtime.verify.${module} import main
sys.path.remove(library)
sys.exit(main(request))`;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs one of our Python scripts to its end; it ends with us. */
export function runScript({ python, library, module, cwd, env, file, request }: Script): Promise<ScriptEnd> {
  writeFileSync(file, JSON.stringify(request));
  return runProgram(python, ['-c', starter(module), library, file], { cwd, env });
}

/** Runs a program to its end; it ends with us, and what it left behind ends with it: kernels have processes of their own. */
export function runProgram(command: string, args: readonly string[], { cwd, env }: Pick<Script, 'cwd' | 'env'>): Promise<ScriptEnd> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    const said: string[] = [];
    const end = () => {
      if (child.pid !== undefined) endGroup(child.pid);
    };
    const leave = () => process.exit(130);
    process.once('exit', end);
    for (const signal of signals) process.once(signal, leave);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void said.push(text.toString()));
    child.on('error', error => said.push(error.message));
    child.on('exit', end);
    child.on('close', code => {
      process.off('exit', end);
      for (const signal of signals) process.off(signal, leave);
      resolve({ code: code ?? undefined, said: said.join('').trim() });
    });
  });
}
