import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { endGroup } from './processes.js';
import type { Terminal } from './terminal.js';

/** Switches that keep engines from calling home; what the user set stays. */
const quiet = {
  DO_NOT_TRACK: '1',
  KEDRO_DISABLE_TELEMETRY: '1',
  MLFLOW_DISABLE_TELEMETRY: 'true',
  PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
  FLYTE_DISABLE_SENTRY: 'true',
  ZENML_ANALYTICS_OPT_IN: 'false',
  DAGSTER_DISABLE_TELEMETRY: '1',
  RAY_USAGE_STATS_ENABLED: '0',
  AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: 'False'
} as const;

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly project: string;
  /** The folder of the run, relative to the project. */
  readonly run: string;
}

export interface Runner {
  /** Exit code; `undefined` where a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /** Asks it to stop; a second time, or after a while, makes it. */
  readonly stop: () => void;
}

/** How long a runner that was asked to stop may take. */
const patience = 8000;

/** Starts a project's runner in a process group of its own, its words in a log beside the journal. */
export function launchRunner({ command, args, project, run }: Launch, env: NodeJS.ProcessEnv): Runner {
  const log = openSync(join(project, run, 'engine.log'), 'a');
  const child = spawn(command, args, {
    cwd: project,
    env,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32'
  });
  closeSync(log);
  const ended = new Promise<number | undefined>(resolve => {
    child.on('error', () => resolve(127));
    child.on('close', code => resolve(code ?? undefined));
  });
  return { ended, stop: stopper(child) };
}

/** The user's environment, with engines kept from calling home. */
export const quietEnvironment = (env: Terminal['env']): NodeJS.ProcessEnv => ({ ...quiet, ...env });

/** The same, without what would slow down or misdirect Python. */
export function pythonEnvironment(project: string, env: Terminal['env']): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'PYTHONDONTWRITEBYTECODE' && name !== 'PYTHONHOME'));
  const source = join(project, 'src');
  const own = env['PYTHONPATH'];
  return { ...quiet, ...kept, MPLBACKEND: env['MPLBACKEND'] ?? 'Agg', PYTHONPATH: own === undefined || own === '' ? source : `${source}${delimiter}${own}` };
}

/** The runner ends its own children; where it does not, the whole group is ended. */
function stopper(child: ChildProcess): () => void {
  let isAsked = false;
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) endGroup(child.pid);
  };
  return () => {
    if (isAsked) {
      kill();
      return;
    }
    isAsked = true;
    child.kill('SIGINT');
    setTimeout(kill, patience).unref();
  };
}
