/** Files below the workspace: what is there, and what a node may touch. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { nodes, producers, workingFolder, workspaceFolder } from './facts.mjs';

const ignored = new Set(['.ipynb_checkpoints', '.git', 'node_modules', '.deno']);

/** Files by name from the working folder, with what tells a change; and folders. */
export function scan() {
  const files = new Map();
  const folders = new Set();
  const visit = folder => {
    for (const entry of list(folder)) {
      const path = join(folder, entry.name);
      const name = relative(workingFolder(), path).split(sep).join('/');
      if (entry.isDirectory()) {
        if (ignored.has(entry.name)) continue;
        folders.add(name);
        visit(path);
      } else {
        const found = statSync(path, { throwIfNoEntry: false, bigint: true });
        if (found?.isFile()) files.set(name, `${found.mtimeNs}-${found.size}-${found.ino}`);
      }
    }
  };
  visit(workspaceFolder());
  return { files, folders };
}

function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Names whose files differ between two scans. */
export const changedNames = (before, after) => [...new Set([...before.keys(), ...after.keys()])].filter(name => before.get(name) !== after.get(name)).sort();

/** All ancestors of each node; nodes come after those they wait for. */
function closure(parentsOf) {
  const done = new Map();
  for (const node of nodes) {
    const direct = parentsOf(node);
    done.set(node.name, new Set([...direct, ...direct.flatMap(parent => [...(done.get(parent) ?? [])])]));
  }
  return done;
}

const makers = datasets => datasets.flatMap(dataset => producers.get(dataset) ?? []);

/** Nodes that end before a node starts. */
export const ancestors = closure(node =>
  makers([...node.inputs.flatMap(({ dataset }) => dataset ?? []), ...[...node.state_in, ...node.files_in].map(({ dataset }) => dataset)])
);

/** Nodes whose changes of files a node waits for. */
export const fileAncestors = closure(node => makers(node.files_in.map(({ dataset }) => dataset)));

export const isOrdered = (one, other, table) => table.get(one)?.has(other) || table.get(other)?.has(one) || false;

const fits = (path, pattern) => {
  const plain = pattern.replace(/^\.\//, '');
  const expression = plain
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(path) || path.startsWith(`${plain.replace(/\/$/, '')}/`);
};

/** Whether the pipeline foresees this file by more than "any file". */
export const isNamed = (path, patterns) => patterns.some(pattern => pattern !== '*' && fits(path, pattern));
export const isForeseen = (path, patterns) => patterns.includes('*') || isNamed(path, patterns);
