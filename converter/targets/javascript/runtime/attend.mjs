/** Runs one node in a process of its own and keeps its journal, its logs and the files of the workspace. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GuardError } from './errors.mjs';
import { facts, projectFolder, relativePath } from './facts.mjs';
import { readJson } from './files.mjs';
import { locked } from './lock.mjs';
import { beforeNode, digestNow, keep, openLedger, writeLedger } from './ledger.mjs';
import { commandFor } from './programs.mjs';
import { packed, save } from './store.mjs';
import { checkFiles } from './fileguards.mjs';
import { changedNames, isForeseen, scan } from './workspace.mjs';

/** Text of a log that the journal holds, in characters; the log files hold all. */
const mostLogged = 64_000;

/**
 * Runs a node and resolves to whether it succeeded. `children` holds its process while it runs; `isAlone` tells whether
 * no other node has run meanwhile.
 */
export async function attend(node, journal, { children = new Set(), isAlone = () => true } = {}) {
  const { name, retries = 0 } = node;
  const started = Date.now();
  journal.emit('node.started', { node: name });
  const logs = join(journal.folder, 'logs');
  mkdirSync(logs, { recursive: true });
  for (let left = retries; ; left--) {
    const { result, files } = await once(node, journal, { children, isAlone });
    if (result.ok) {
      if (node.files_out !== undefined) journal.emit('node.output', { node: name, ...save(node.files_out, packed(node.files_out, files, 'files'), files) });
      const fingerprint = journal.request.fingerprints?.[name];
      const log = relativePath(join(logs, `${name}.out`));
      journal.emit('node.succeeded', {
        node: name,
        ms: Date.now() - started,
        cached: false,
        metrics: result.metrics ?? {},
        ...(fingerprint && { fingerprint }),
        log
      });
      return true;
    }
    if (result.isStopped) return false;
    if (left > 0 && result.error.kind !== 'guard') {
      journal.emit('node.retried', { node: name, reason: result.error.message });
      continue;
    }
    journal.emit('node.failed', { node: name, error: result.error, ms: Date.now() - started });
    return false;
  }
}

async function once(node, journal, { children, isAlone }) {
  const before = locked(() => {
    const ledger = openLedger();
    beforeNode(ledger, node, [...scan().files.keys()]);
    writeLedger(ledger);
    return scan();
  });
  const result = await runProcess(node, journal, children);
  const files = noteFiles(node, before, { result, isAlone });
  const guarded = (journal.request.guards ?? 'cheap') !== 'off';
  try {
    if (guarded && result.reads) checkFiles(node, { changed: files, before: before.files, ...result });
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    const { cell, line, index } = placeOf(node, error.line);
    const place = line === null ? `node '${node.name}'` : `Cell ${index + 1}, line ${line} (node '${node.name}')`;
    return {
      result: { ok: false, error: { kind: 'guard', type: error.name, message: error.message, traceback: `${place}\n${error.message}`, cell, line } },
      files
    };
  }
  return { result, files };
}

function placeOf(node, line) {
  const span = node.map?.find(({ from, to }) => from <= line && line <= to);
  return span ? { cell: span.cell, line: span.line + line - span.from, index: span.index } : { cell: node.cells[0]?.id ?? null, line: null };
}

/** What the node did to the files of the workspace: digests by name, `null` for a deleted one. */
function noteFiles(node, before, { result, isAlone }) {
  return locked(() => {
    const ledger = openLedger();
    const now = scan();
    const all = changedNames(before.files, now.files);
    const sure = all.filter(name => isForeseen(name, node.file_writes) || (result.writes && name in result.writes));
    const names = sure.length === all.length || isAlone() ? all : sure;
    for (const name of names) if (!before.files.has(name) && !Object.values(ledger.nodes).some(changed => name in changed)) ledger.base[name] ??= null;
    const changed = Object.fromEntries(names.map(name => [name, result.ok ? keep(ledger, name) : digestNow(ledger, name)]));
    ledger.nodes[node.name] = changed;
    ledger.folders[node.name] = [...now.folders].filter(name => !before.folders.has(name)).sort();
    writeLedger(ledger);
    return changed;
  });
}

/** Starts the node's process; resolves to what it told. */
function runProcess(node, journal, children) {
  const into = join(journal.folder, '.results', `${node.name}.json`);
  rmSync(into, { force: true });
  const [command, args] = commandFor([node.name, journal.folder, into], journal.request.runtime);
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DENO_NO_UPDATE_CHECK: '1' } });
    children.add(child);
    const closing = [passOn(child.stdout, 'stdout', node, journal), passOn(child.stderr, 'stderr', node, journal)];
    let isLate = false;
    const limit = node.timeout ? setTimeout(() => ((isLate = true), child.kill('SIGKILL')), node.timeout * 1000) : undefined;
    const end = async (code, signal, problem) => {
      clearTimeout(limit);
      children.delete(child);
      await Promise.all(closing);
      const told = readJson(into);
      rmSync(into, { force: true });
      resolve(told ?? { ok: false, isStopped: child.isStopped === true, error: lost(node, { code, signal, isLate, problem }) });
    };
    child.on('error', error => end(null, null, error));
    child.on('close', (code, signal) => end(code, signal));
  });
}

/** The error of a node whose process ended without a word. */
function lost(node, { code, signal, isLate, problem }) {
  const cell = node.cells[0]?.id ?? null;
  if (problem) return { kind: 'exception', type: problem.name, message: problem.message, cell, line: null };
  if (isLate) return { kind: 'exception', type: 'Timeout', message: `the node ran longer than ${node.timeout} s`, cell, line: null };
  if (signal)
    return { kind: 'killed', type: 'Killed', message: 'the process that ran it was ended from outside, for example because memory ran out', cell, line: null };
  return {
    kind: 'exception',
    type: 'Exit',
    message: `its code ended the process (exit code ${code}), as it would end the notebook's kernel (${facts.kernel})`,
    cell,
    line: null
  };
}

/** Keeps a stream in the node's log, and its beginning in the journal. */
function passOn(stream, name, node, journal) {
  const file = createWriteStream(join(journal.folder, 'logs', `${node.name}.${name === 'stdout' ? 'out' : 'err'}`));
  let logged = 0;
  stream.setEncoding('utf8');
  stream.on('data', text => {
    file.write(text);
    if (logged < mostLogged) journal.emit('node.log', { node: node.name, stream: name, text: text.slice(0, mostLogged - logged) });
    logged += text.length;
  });
  return new Promise(resolve => {
    stream.on('close', () => file.end(resolve));
  });
}
