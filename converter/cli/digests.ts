import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './manifest.js';
import { writeAtomically } from './write.js';

interface Seen {
  readonly size: number;
  readonly mtime: number;
  readonly sha256: string;
}

/** Digests of files; those of large ones are kept in the project, so that data is read again only where its size or time changed. */
export interface Digests {
  /** sha256 of the file's bytes. */
  readonly of: (path: string) => string;
  /** Keeps what was computed for the next time. */
  readonly save: () => void;
}

/** Smaller files are read faster than looked up. */
const worthKeeping = 1_000_000;

/** A file changed within the clock's resolution could look unchanged: young ones are always read. */
const youth = 2000;

export function openDigests(project: string): Digests {
  const table = join(project, 'data', '.files', 'digests.json');
  const stored = readJson(table);
  const seen = new Map(typeof stored === 'object' && stored !== null ? Object.entries(stored as Record<string, Seen>) : []);
  let isChanged = false;
  const of = (path: string): string => {
    const { size, mtimeMs: mtime } = statSync(path);
    const known = seen.get(path);
    if (known?.size === size && known.mtime === mtime && Date.now() - mtime > youth) return known.sha256;
    const sha256 = readDigest(path);
    if (size >= worthKeeping) {
      seen.set(path, { size, mtime, sha256 });
      isChanged = true;
    }
    return sha256;
  };
  const save = (): void => {
    if (!isChanged) return;
    const living = [...seen].filter(([path]) => statSync(path, { throwIfNoEntry: false }));
    writeAtomically(table, `${JSON.stringify(Object.fromEntries(living))}\n`);
  };
  return { of, save };
}

function readDigest(path: string): string {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, block); read > 0; read = readSync(file, block)) hash.update(block.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
