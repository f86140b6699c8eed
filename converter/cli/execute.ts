import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cachedRun } from '../run/cached.js';
import { chooseJobs } from '../run/jobs.js';
import type { RunPlan } from '../run/plan.js';
import { blameKill, type RunRecord } from '../run/record.js';
import type { ProjectState } from '../run/state.js';
import { makeRequest, type Guards, type RunRequest } from '../run/request.js';
import { digest } from '../source/digest.js';
import { availableParallelism } from 'node:os';
import { makeFolder } from './files.js';
import { followJournal } from './follow.js';
import { manifestName } from './manifest.js';
import { engineFailed, unwritableProject } from './messages.js';
import { reason } from './notebooks.js';
import { engineWords, nodeFailures, summarize, tracebacks } from './outcome.js';
import { showProgress } from './progress.js';
import { report, say } from './report.js';
import type { Installation } from './runners/runner.js';
import { carryLogs, newRunId, pointLatest, readRun } from './runs.js';
import type { Subject } from './subject.js';
import type { Terminal } from './terminal.js';
import { writeAtomically } from './write.js';

export interface Execution {
  readonly planned: RunPlan;
  /** The project's folder. */
  readonly project: string;
  readonly installation: Installation;
  readonly state: ProjectState;
  readonly found: Subject;
  readonly terminal: Terminal;
  /** When the command began. */
  readonly started: number;
  readonly guards: Guards;
  readonly jobs: number | undefined;
  readonly command: string;
  readonly latest: RunRecord | undefined;
}

/** Runs what the plan says; where that is nothing, only the record is written. */
export async function execute(execution: Execution): Promise<number> {
  const { planned, project, installation, state, terminal } = execution;
  const id = newRunId(new Date());
  const folder = join(project, 'runs', id);
  const isNeeded = planned.nodes.some(({ action }) => action === 'run');
  try {
    makeFolder(join(folder, 'logs'));
    const request = makeRequest(planned, {
      run_id: id,
      jobs: execution.jobs ?? chooseJobs(planned, state.manifest.edges, availableParallelism()),
      guards: execution.guards,
      parameters: state.parameters,
      command: execution.command,
      started_by: process.pid,
      ...(installation.program === undefined ? {} : { runtime: installation.program }),
      manifest: manifestDigest(project)
    });
    if (isNeeded) writeFileSync(join(folder, 'request.json'), `${JSON.stringify(request, undefined, 1)}\n`);
    else recordCached(folder, request, execution);
  } catch (error) {
    say([unwritableProject(folder, reason(error))], terminal);
    return 1;
  }
  return isNeeded ? start(folder, id, execution) : finish(folder, execution);
}

const manifestDigest = (project: string): string => digest(readFileSync(join(project, manifestName), 'utf8'));

/** Python is not needed to say that nothing changed. */
function recordCached(folder: string, request: RunRequest, { planned, project, state, latest, terminal }: Execution): void {
  carryLogs(
    planned.nodes.map(({ name }) => name),
    state.history.folders,
    folder
  );
  const { record, events } = cachedRun(planned, request, {
    at: new Date().toISOString(),
    pid: process.pid,
    earlier: latest,
    engine: state.manifest.target,
    edges: state.manifest.edges.map(({ from, to }) => ({ from, to }))
  });
  writeFileSync(join(folder, 'events.ndjson'), events.map(event => `${JSON.stringify(event)}\n`).join(''));
  writeAtomically(join(folder, 'run.manifest.json'), `${JSON.stringify(record, undefined, 1)}\n`);
  pointLatest(project, request.run_id);
  showProgress(planned, { ...terminal, live: false }, hiddenIn(state)).end();
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Datasets that only carry states and order. */
const hiddenIn = ({ manifest }: ProjectState): ReadonlySet<string> =>
  new Set(manifest.datasets.filter(({ kind }) => kind === 'state' || kind === 'order').map(({ name }) => name));

/** Starts the runner, shows what it tells, and passes an interrupt on to it. */
async function start(folder: string, id: string, execution: Execution): Promise<number> {
  const { planned, project, installation, state, terminal, found } = execution;
  const { manifest } = state;
  const runner = installation.launch(manifest, join('runs', id));
  const interruption = { count: 0 };
  const interrupt = () => {
    interruption.count++;
    terminal.err('Stopping …\n');
    runner.stop();
  };
  for (const signal of signals) process.on(signal, interrupt);
  const progress = showProgress(planned, terminal, hiddenIn(state));
  await followJournal(join(folder, 'events.ndjson'), runner.ended, progress.tell);
  const code = await runner.ended;
  for (const signal of signals) process.off(signal, interrupt);
  progress.end();
  const left = readRun(folder)?.record;
  const record = left && code === undefined && interruption.count === 0 ? blameKill(left) : left;
  if (!record) {
    say([engineFailed(relative(terminal.cwd, join(folder, 'engine.log')))], terminal);
    terminal.err(`${engineWords(folder)}\n`);
    return 1;
  }
  writeAtomically(join(folder, 'run.manifest.json'), `${JSON.stringify(record, undefined, 1)}\n`);
  pointLatest(project, id);
  if (record.status === 'succeeded') installation.lock?.(manifest);
  const failures = found.conversion ? nodeFailures(record, found.conversion) : [];
  if (failures.length > 0) {
    await report([{ ...found, diagnostics: failures }], { format: 'text', least: 'error' }, terminal);
    const traces = tracebacks(record);
    if (traces !== '') terminal.err(`${traces}\n`);
  } else if (record.status === 'failed') {
    say([engineFailed(relative(terminal.cwd, join(folder, 'engine.log')))], terminal);
    terminal.err(`${engineWords(folder)}\n`);
  }
  return finish(folder, execution, code);
}

function finish(folder: string, { project, terminal, started }: Execution, code: number | undefined = 0): number {
  const record = readRun(folder)?.record;
  if (!record) return 1;
  terminal.out(summarize(record, { folder, project, ms: Date.now() - started, terminal }));
  return record.status === 'succeeded' && code === 0 ? 0 : 1;
}
