import type { FileListing } from '../notebook/listing.js';
import type { CellFacts } from './language.js';

/** What is imported first of a module within a package, and what holds it: `os` of `os.path`. */
export const rootOf = (module: string): string => module.replace(/\..*/, '');

/**
 * Where a module's root lies among the files around the notebook: the path of its file or folder, beside the notebook
 * or in a folder above it, down to the root (notebooks add those to their search path). Absent: it is not local.
 */
export function localModule(root: string, files: FileListing): string | undefined {
  const levels = files.folder === '' ? 0 : files.folder.split('/').length;
  for (let up = 0; up <= levels; up++) {
    const prefix = '../'.repeat(up);
    if (files.kind(`${prefix}${root}.py`) === 'file') return `${prefix}${root}.py`;
    if (files.kind(`${prefix}${root}`) === 'folder' && files.list(`${prefix}${root}`).some(file => file.endsWith('.py'))) return `${prefix}${root}`;
  }
  return undefined;
}

/** A module of the notebook's own, by the name that it is imported by. */
export interface OwnModule {
  readonly path: string;
  readonly isPackage: boolean;
  readonly facts: CellFacts;
}

/** Finds modules beside the notebook; `analyze` is asked once for each. */
export function ownModules(files: FileListing, analyze: (source: string, file: string) => CellFacts): (path: string) => OwnModule | undefined {
  const known = new Map<string, OwnModule | undefined>();
  const find = (path: string): OwnModule | undefined => {
    const place = localModule(rootOf(path), files);
    const inner = path.split('.').slice(1).join('/');
    const stem = inner === '' ? place : `${place ?? ''}/${inner}`;
    if (place === undefined || stem === undefined) return undefined;
    for (const file of place.endsWith('.py') ? (inner === '' ? [place] : []) : [`${stem}.py`, `${stem}/__init__.py`]) {
      const text = files.kind(file) === 'file' ? files.read(file) : undefined;
      if (text !== undefined) return { path, isPackage: file.endsWith('/__init__.py'), facts: analyze(text, file) };
    }
    return undefined;
  };
  return path => {
    if (!known.has(path)) known.set(path, find(path));
    return known.get(path);
  };
}
