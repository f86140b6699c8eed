import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { runOf } from '../run/history.js';
import { settle, type RunRecord } from '../run/record.js';
import { readJson } from './manifest.js';
import { isAlive } from './processes.js';

/** A run as its folder tells it. */
export interface PastRun {
  readonly folder: string;
  readonly record: RunRecord;
  /** The process that is still at it. */
  readonly pid?: number;
  /** Whoever started that process is gone. */
  readonly isOrphan?: boolean;
}

/** Runs that are looked at for what can be taken over. */
const mostLookedAt = 30;

/** The newest runs of a project, newest first. What a killed process left is read as far as it goes. */
export function pastRuns(project: string): readonly PastRun[] {
  const runs = join(project, 'runs');
  const ids = names(runs).filter(name => name !== 'latest' && existsSync(join(runs, name, 'events.ndjson')));
  const newest = ids.sort().reverse().slice(0, mostLookedAt);
  return newest.flatMap(id => readRun(join(runs, id)) ?? []).sort((a, b) => (a.record.started < b.record.started ? 1 : -1));
}

/** One run; `undefined` where nothing of it is readable. */
export function readRun(folder: string): PastRun | undefined {
  const request = readJson(join(folder, 'request.json'));
  const read = runOf({
    id: basename(folder),
    manifest: readJson(join(folder, 'run.manifest.json')),
    journal: readText(join(folder, 'events.ndjson')),
    request
  });
  if (!read) return undefined;
  const alive = read.record.status === 'running' ? read.pids.find(pid => isAlive(pid)) : undefined;
  return { folder, record: settle(read.record, alive !== undefined), ...(alive === undefined ? {} : { pid: alive, isOrphan: !isAttended(request) }) };
}

/** Runs that nobody asked for by a request (plain `kedro run`) look after themselves. */
function isAttended(request: unknown): boolean {
  const starter = typeof request === 'object' && request !== null && 'started_by' in request ? request.started_by : undefined;
  return typeof starter !== 'number' || isAlive(starter, /espalier|cli\.mjs|kernel/);
}

/** Sorts by time, and is unique. */
export const newRunId = (now: Date): string => `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}-${randomBytes(3).toString('hex')}`;

/** `runs/latest`: a link, or where there are none a copy. */
export function pointLatest(project: string, id: string): void {
  const latest = join(project, 'runs', 'latest');
  try {
    if (lstatSync(latest, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(latest) === id) return;
    const temporary = `${latest}.${process.pid}.tmp`;
    rmSync(temporary, { force: true });
    symlinkSync(id, temporary);
    if (lstatSync(latest, { throwIfNoEntry: false })?.isDirectory()) rmSync(latest, { recursive: true });
    renameSync(temporary, latest);
  } catch {
    rmSync(latest, { recursive: true, force: true });
    cpSync(join(project, 'runs', id), latest, { recursive: true });
  }
}

/** Logs of nodes that are taken over stay readable in the new run's folder. */
export function carryLogs(nodes: Iterable<string>, folders: ReadonlyMap<string, string>, folder: string): void {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (const node of nodes) {
    const from = folders.get(node);
    for (const suffix of ['.out', '.err']) {
      const log = from === undefined ? undefined : join(from, 'logs', node + suffix);
      if (log !== undefined && existsSync(log)) cpSync(log, join(folder, 'logs', node + suffix));
    }
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
