/** The run record: what is known of a run, folded from its journal. */
import { cpSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import os from 'node:os';
import { facts, nodes } from './facts.mjs';
import { writeWhole } from './files.mjs';

/** The programs that run nodes. */
export const environment = () => ({ platform: `${os.type()}-${os.release()}-${os.machine()}`, packages: { node: process.versions.node } });

/** The engine of runs that no other program drives. */
export const direct = { name: 'npm', version: null };

const ended = ['succeeded', 'failed', 'skipped', 'aborted'];

/** The record that events amount to. */
export function fold(events) {
  const record = { version: 1, run_id: '', status: 'running', started: '', engine: direct, command: '', parameters: {}, environment: {} };
  const table = new Map(nodes.map(({ name }) => [name, blank(name)]));
  for (const entry of events) {
    const { event } = entry;
    if (event === 'run.started') {
      const { run_id, ts, engine: by, command, manifest, parameters, environment: where } = entry;
      Object.assign(record, { run_id, started: ts, engine: by, command, manifest, parameters, environment: where });
    } else if (['run.succeeded', 'run.failed', 'run.aborted'].includes(event)) Object.assign(record, { status: event.slice(4), ended: entry.ts });
    else if (table.has(entry.node)) foldNode(table, entry);
  }
  const all = [...table.values()];
  if (record.status !== 'running') for (const node of all) if (!ended.includes(node.status)) node.status = 'aborted';
  return { ...record, nodes: all };
}

const blank = name => ({ name, status: 'queued', cached: false, inputs: [], outputs: [], displays: [], metrics: {} });

const outputKeys = ['dataset', 'path', 'format', 'type', 'shape', 'bytes', 'sha256', 'mtime_ns', 'preview'];
const endKeys = ['ms', 'cached', 'metrics', 'error', 'fingerprint', 'log'];
const picked = (entry, keys) => Object.fromEntries(keys.filter(key => entry[key] !== undefined).map(key => [key, entry[key]]));

function foldNode(table, entry) {
  const node = table.get(entry.node);
  switch (entry.event) {
    case 'node.started':
      table.set(entry.node, { ...blank(entry.node), status: 'running', started: entry.ts });
      break;
    case 'node.phase':
      Object.assign(node, { phase: entry.phase, ...(entry.inputs && { inputs: entry.inputs }) });
      break;
    case 'node.retried':
      Object.assign(node, { displays: [], outputs: [] });
      break;
    case 'node.display':
      node.displays.push({ mime: entry.mime, path: entry.path });
      break;
    case 'node.output':
      node.outputs = [...node.outputs.filter(({ dataset }) => dataset !== entry.dataset), picked(entry, outputKeys)];
      break;
    case 'node.succeeded':
    case 'node.failed':
    case 'node.skipped': {
      const { inputs, outputs } = entry.carried ?? {};
      delete node.phase;
      Object.assign(node, { status: entry.event.slice(5), ...(inputs && { inputs }), ...(outputs && { outputs }), ...picked(entry, endKeys) });
      break;
    }
    default:
  }
}

/** Rewrites the record from the journal. */
export function writeRecord(journal) {
  const record = fold(journal.events());
  writeWhole(join(journal.folder, 'run.manifest.json'), `${JSON.stringify(record, null, 1)}\n`);
  return record;
}

/** Who waits for whom, and for what. */
export const edges = () =>
  Object.entries(facts.datasets).flatMap(([dataset, { producer, consumers }]) =>
    producer === undefined ? [] : consumers.map(consumer => ({ from: producer, to: consumer, dataset }))
  );

/** `runs/latest` is this run: a link or, where there are none, a copy. */
export function pointLatest(folder) {
  const latest = join(dirname(folder), 'latest');
  const link = join(dirname(folder), `.latest-${process.pid}`);
  try {
    rmSync(link, { force: true });
    symlinkSync(basename(folder), link, 'dir');
    renameSync(link, latest);
  } catch {
    rmSync(link, { force: true });
    rmSync(latest, { recursive: true, force: true });
    cpSync(folder, latest, { recursive: true });
  }
}
