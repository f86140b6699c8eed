/** What each node changed in the workspace, with copies, so that a node that runs again finds the same. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodes, projectFolder, workingFolder } from './facts.mjs';
import { GuardError } from './errors.mjs';
import { fileDigest, isFile, readJson, writeWhole } from './files.mjs';
import { fileAncestors, isForeseen } from './workspace.mjs';

const folder = () => join(projectFolder, 'data', '.files');
const object = digest => join(folder(), 'objects', digest.slice(0, 2), digest);

/** Larger files are not copied: their writers run again. */
const mostKept = 64 << 20;

/** `base`: files before any node; `nodes`: what each left; `folders`: those it made; `known`: digests. */
export function openLedger() {
  const { base = {}, nodes: left = {}, folders = {}, known = {} } = readJson(join(folder(), 'ledger.json'), {});
  return { base, nodes: left, folders, known };
}

export const writeLedger = ledger => writeWhole(join(folder(), 'ledger.json'), `${JSON.stringify(ledger, null, 1)}\n`);

/** The digest of a file as it is now; `null` where there is none. */
export function digestNow(ledger, name) {
  const path = join(workingFolder(), name);
  if (!isFile(path)) return null;
  const { mtimeNs, size, ino } = statSync(path, { bigint: true });
  const signature = `${mtimeNs}-${size}-${ino}`;
  if (ledger.known[name]?.[0] !== signature) ledger.known[name] = [signature, fileDigest(path)];
  return ledger.known[name][1];
}

/** Keeps a copy of a file, if it is not too large; gives its digest. */
export function keep(ledger, name) {
  const digest = digestNow(ledger, name);
  const path = join(workingFolder(), name);
  if (digest !== null && statSync(path).size <= mostKept && !existsSync(object(digest))) copyWhole(path, object(digest));
  return digest;
}

function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const temporary = `${to}.${process.pid}.tmp`;
  copyFileSync(from, temporary);
  renameSync(temporary, to);
}

const lists = ledger => Object.values(ledger.nodes);

/** Copies of files that a node may change and none has changed so far. */
export function keepBefore(ledger, names) {
  for (const name of names) if (!(name in ledger.base) && !lists(ledger).some(changed => name in changed)) ledger.base[name] = keep(ledger, name);
}

function put(ledger, name, digest) {
  if (digestNow(ledger, name) === digest) return;
  const path = join(workingFolder(), name);
  if (digest === null) return void rmSync(path, { force: true });
  if (!existsSync(object(digest))) {
    const writer = Object.entries(ledger.nodes).find(([, changed]) => changed[name] === digest)?.[0];
    throw new GuardError(
      `no copy of the file '${name}' is kept as ${writer === undefined ? 'the notebook has it; compile' : `node '${writer}' left it; run that node`} again`
    );
  }
  copyWhole(object(digest), path);
}

const putAll = (ledger, wanted) => Object.entries(wanted).forEach(([name, digest]) => put(ledger, name, digest));

/** Takes back what the nodes that will run had done; what the others did stays. */
export function beforeRun(ledger, selected) {
  const wanted = {};
  for (const name of new Set(lists(ledger).flatMap(Object.keys))) {
    const versions = [ledger.base[name], ...lists(ledger).map(changed => changed[name])];
    // Somebody has put a new file there.
    if (!versions.includes(digestNow(ledger, name))) ledger.base[name] = keep(ledger, name);
    if (name in ledger.base) wanted[name] = ledger.base[name];
  }
  for (const { name } of nodes) if (!selected.includes(name)) Object.assign(wanted, ledger.nodes[name]);
  for (const name of selected) delete ledger.nodes[name];
  putAll(ledger, wanted);
  removeFolders(ledger, selected);
}

function removeFolders(ledger, selected) {
  const made = selected.flatMap(name => ledger.folders[name] ?? []);
  for (const name of selected) delete ledger.folders[name];
  for (const name of made.sort((a, b) => b.length - a.length)) {
    try {
      rmdirSync(join(workingFolder(), name));
    } catch {
      // Something is in it.
    }
  }
  for (const name of Object.values(ledger.folders).flat()) mkdirSync(join(workingFolder(), name), { recursive: true });
}

/** The files that the node's predecessors left, as they left them; what it did itself in an earlier run is taken back. */
export function beforeNode(ledger, node, files) {
  const wanted = {};
  for (const name of Object.keys(ledger.nodes[node.name] ?? {})) if (name in ledger.base) wanted[name] = ledger.base[name];
  delete ledger.nodes[node.name];
  for (const { name } of nodes) if (fileAncestors.get(node.name).has(name)) Object.assign(wanted, ledger.nodes[name]);
  putAll(ledger, wanted);
  removeFolders(ledger, [node.name]);
  keepBefore(
    ledger,
    files.filter(name => isForeseen(name, node.file_writes))
  );
}

/** The workspace as a node finds it, for a try: without what it and those after it do. */
export function asFound(ledger, node) {
  const wanted = {};
  for (const name of lists(ledger).flatMap(Object.keys)) if (name in ledger.base) wanted[name] = ledger.base[name];
  for (const { name } of nodes) if (fileAncestors.get(node.name).has(name)) Object.assign(wanted, ledger.nodes[name]);
  putAll(ledger, wanted);
  removeFolders(
    ledger,
    nodes.map(({ name }) => name).filter(name => !fileAncestors.get(node.name).has(name))
  );
}
