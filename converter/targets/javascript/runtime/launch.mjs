/** Runs the pipeline as a file says: `launch.mjs --request runs/<id>/request.json`. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { attend } from './attend.mjs';
import { facts, nodeNamed, nodes, projectFolder } from './facts.mjs';
import { openJournal } from './journal.mjs';
import { beforeRun, openLedger, writeLedger } from './ledger.mjs';
import { locked } from './lock.mjs';
import { ancestors } from './workspace.mjs';
import { direct, edges, environment, pointLatest, writeRecord } from './record.mjs';

/**
 * Opens the journal: the plan, what was asked for, and the nodes that are not run this time. Where `keepsFiles`, nobody
 * knows yet which nodes will run, and files stay as they are.
 */
export function begin(journal, selected, { command, engine = direct, keepsFiles = false } = {}) {
  const { request } = journal;
  journal.emit('run.planned', { nodes: nodes.map(({ name }) => name), edges: edges() });
  journal.emit('run.started', {
    engine,
    command: request.command ?? command ?? process.argv.slice(1).join(' '),
    manifest: request.manifest ?? null,
    parameters: request.parameters ?? {},
    environment: environment()
  });
  for (const { name } of nodes) if (!selected.includes(name)) leaveOut(journal, name);
  if (!keepsFiles)
    locked(() => {
      const ledger = openLedger();
      beforeRun(ledger, selected);
      writeLedger(ledger);
    });
  writeRecord(journal);
  pointLatest(journal.folder);
}

function leaveOut(journal, name) {
  const { cached = [], carried = {}, fingerprints = {} } = journal.request;
  if (!cached.includes(name)) return journal.emit('node.skipped', { node: name, reason: 'not selected' });
  const { displays = [], log, ...known } = carried[name] ?? {};
  const logs = join(journal.folder, 'logs');
  mkdirSync(logs, { recursive: true });
  for (const ending of ['.out', '.err']) {
    const old = log === undefined ? undefined : join(projectFolder, log.replace(/\.out$/, ending));
    if (old !== undefined && existsSync(old) && dirname(old) !== logs) copyFileSync(old, join(logs, name + ending));
    else writeFileSync(join(logs, name + ending), '');
  }
  for (const display of displays) journal.emit('node.display', { node: name, ...display });
  journal.emit('node.succeeded', {
    node: name,
    ms: known.ms ?? 0,
    cached: true,
    carried: known,
    metrics: known.metrics ?? {},
    ...(fingerprints[name] && { fingerprint: fingerprints[name] }),
    ...(log !== undefined && { log: `runs/${journal.request.run_id}/logs/${name}.out` })
  });
}

/** Nodes that run at the same time: as many as asked for, but nobody beside a node that may write any file. */
async function runAll(journal, selected, { children, stopping }) {
  const jobs = Math.max(1, journal.request.jobs ?? 1);
  const waiting = nodes.filter(({ name }) => selected.includes(name));
  const running = new Map();
  const met = new Map();
  let failed = false;
  const isReady = ({ name }) => ![...running.keys(), ...waiting.map(each => each.name)].some(other => ancestors.get(name).has(other));
  const needsAll = ({ file_writes }) => file_writes.includes('*');
  const fits = node => running.size === 0 || (!needsAll(node) && ![...running.keys()].some(name => needsAll(nodeNamed(name))));
  while (running.size > 0 || (waiting.length > 0 && !failed && !stopping.asked)) {
    const next = failed || stopping.asked || running.size >= jobs ? undefined : waiting.find(node => isReady(node) && fits(node));
    if (next === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    met.set(next.name, new Set(running.keys()));
    for (const name of running.keys()) met.get(name).add(next.name);
    const done = attend(next, journal, { children, isAlone: () => met.get(next.name).size === 0 }).then(succeeded => {
      running.delete(next.name);
      failed ||= !succeeded;
      writeRecord(journal);
    });
    running.set(next.name, done);
  }
  return !failed && !stopping.asked;
}

async function main(path) {
  const journal = openJournal(dirname(path));
  const selected = journal.request.nodes ?? Object.keys(facts.nodes);
  const children = new Set();
  const stopping = { asked: false };
  const stop = () => {
    stopping.asked = true;
    for (const child of children) {
      child.isStopped = true;
      child.kill('SIGKILL');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  begin(journal, selected);
  try {
    const succeeded = await runAll(journal, selected, { children, stopping });
    journal.emit(stopping.asked ? 'run.aborted' : succeeded ? 'run.succeeded' : 'run.failed');
    return succeeded ? 0 : 1;
  } catch (error) {
    journal.emit('run.failed', { reason: String(error?.message ?? error) });
    throw error;
  } finally {
    stop();
    writeRecord(journal);
  }
}

const at = process.argv.indexOf('--request');
if (at > 0) process.exitCode = await main(resolve(projectFolder, process.argv[at + 1]));
