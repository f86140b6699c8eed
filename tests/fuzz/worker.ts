import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import process from 'node:process';

/** What became of a program in one of its two forms; `execute.py` says what the words mean. */
export interface Answer {
  readonly status: 'ran' | 'failed' | 'guarded' | 'late';
  readonly out: string;
  readonly error: string;
}

export interface Worker {
  ask(request: object): Promise<Answer>;
  close(): void;
}

/** A Python process that runs programs, one after another; both ways take the same variables. */
export function startWorker(root: string, ...args: readonly string[]): Worker {
  const python = join(root, '.cache', 'venv', 'bin', 'python');
  const env = {
    ...process.env,
    PYTHONHASHSEED: '0',
    // Projects follow each other in one folder faster than compiled files can tell by their seconds.
    PYTHONDONTWRITEBYTECODE: '1',
    MPLBACKEND: 'Agg',
    OMP_NUM_THREADS: '1',
    KEDRO_DISABLE_TELEMETRY: '1',
    IPYTHONDIR: join(root, '.cache', 'ipython')
  };
  const child = spawn(python, ['-W', 'ignore', join(root, 'tests', 'fuzz', 'execute.py'), ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { readonly done: (answer: Answer) => void; readonly failed: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', line => waiting.shift()?.done(JSON.parse(line) as Answer));
  child.on('exit', code => {
    for (const { failed } of waiting) failed(new Error(`the worker ended with ${code ?? 'a signal'}`));
  });
  return {
    ask: request =>
      new Promise((done, failed) => {
        waiting.push({ done, failed });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    close: () => child.stdin.end()
  };
}
