import { constants, copyFileSync, lstatSync, readdirSync, readlinkSync, symlinkSync, utimesSync, type Dirent } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { isTools, makeFolder, mostFiles } from '../files.js';
import { tooManyFiles, uncopiedFile } from '../messages.js';
import { reason } from '../notebooks.js';

/** One copy of the notebook's folder. */
export interface Copy {
  readonly root: string;
  /** The notebook's own folder in it. */
  readonly folder: string;
}

/** How folders begin that a verification works in: others are not taken along, nor is a folder copied into itself. */
export const temporaryPrefix = 'espalier-verify-';

/**
 * Copies what lies below a folder: regular files, empty folders too, and links that stay inside; not the folders of
 * tools and emitted projects. Gives what is in the way.
 */
export function copyFolder(from: string, to: string): Diagnostic | undefined {
  const queue = ['.'];
  let copied = 0;
  for (const at of queue) {
    try {
      makeFolder(join(to, at));
      for (const entry of readdirSync(join(from, at), { withFileTypes: true })) {
        const path = join(at, entry.name);
        if (entry.isDirectory() && !isTools(join(from, path)) && !entry.name.startsWith(temporaryPrefix)) queue.push(path);
        if (!copyEntry(entry, join(from, path), { top: from, to: join(to, path) })) continue;
        copied++;
        if (copied > mostFiles) return tooManyFiles(mostFiles);
      }
    } catch (error) {
      return uncopiedFile(at, reason(error));
    }
  }
  return undefined;
}

function copyEntry(entry: Dirent, from: string, { top, to }: { readonly top: string; readonly to: string }): boolean {
  if (entry.isFile()) {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    const { atime, mtime } = lstatSync(from);
    utimesSync(to, atime, mtime);
    return true;
  }
  if (!entry.isSymbolicLink()) return false;
  const target = readlinkSync(from);
  const full = resolve(dirname(from), target);
  if (isAbsolute(target) || !full.startsWith(resolve(top) + sep)) return false;
  symlinkSync(target, to);
  return true;
}

/** What tells that a file was written: by path from `here`, with `/` between parts. */
export type Signatures = ReadonlyMap<string, string>;

const unseen = new Set(['__pycache__', '.ipynb_checkpoints']);

/** The files below `top`; paths are relative to `here`. */
export function signatures(top: string, here: string): Signatures {
  const found = new Map<string, string>();
  const queue = [top];
  for (const at of queue) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const full = join(at, entry.name);
      if (entry.isDirectory() && !unseen.has(entry.name)) queue.push(full);
      if (!entry.isFile()) continue;
      const { mtimeNs, size, ino } = lstatSync(full, { bigint: true });
      found.set(relative(here, full).split(sep).join('/'), `${mtimeNs} ${size} ${ino}`);
    }
  }
  return found;
}

/** Files that were made, changed or deleted in between. */
export function changedFiles(before: Signatures, after: Signatures): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(path => before.get(path) !== after.get(path)).sort();
}
