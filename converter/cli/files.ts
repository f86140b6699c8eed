import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { FileListing } from '../notebook/listing.js';

/** Folders that belong to tools, never to a notebook's data. */
const toolFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  '.ipynb_checkpoints',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '.virtual_documents'
]);

/** More files than this are no notebook's data: most likely the folder is somebody's home. */
export const mostFiles = 5000;

/** Text of larger modules is not looked at. */
const mostText = 2_000_000;

/** What the converter may know of the folder of a notebook. Links are told as such and never followed; nothing above `root` is seen. */
export function listFiles(notebookFolder: string, root: string): FileListing {
  const top = resolve(root);
  const absolute = (path: string): string | undefined => {
    // No file has such a name, and Node throws.
    if (path.includes('\0')) return undefined;
    const full = resolve(notebookFolder, path);
    return full === top || full.startsWith(top.endsWith(sep) ? top : top + sep) ? full : undefined;
  };
  const kind: FileListing['kind'] = path => {
    const full = absolute(path);
    return full === undefined ? undefined : kindBelow(top, full);
  };
  return {
    folder: posix(relative(top, resolve(notebookFolder))),
    kind,
    list: folder => {
      const full = absolute(folder);
      return full !== undefined && kind(folder) === 'folder'
        ? walk(full)
            .map(file => posix(relative(notebookFolder, file)))
            .sort()
        : [];
    },
    read: path => {
      const full = absolute(path);
      return full !== undefined && kind(path) === 'file' ? readText(full) : undefined;
    }
  };
}

/** What a path is, if no part of it below `top` is a link. */
function kindBelow(top: string, full: string): ReturnType<FileListing['kind']> {
  const parts = relative(top, full)
    .split(sep)
    .filter(part => part !== '');
  let at = top;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const found = lookAt(at);
    if (!found) return undefined;
    if (found.isSymbolicLink()) return 'link';
    if (index < parts.length - 1) continue;
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined;
  }
  return 'folder';
}

/** Regular files below a folder; projects that we or others emitted there are left out. */
function walk(folder: string): readonly string[] {
  const found: string[] = [];
  const queue = [folder];
  for (const at of queue) {
    for (const entry of entriesOf(at)) {
      const full = join(at, entry.name);
      if (entry.isFile()) found.push(full);
      else if (entry.isDirectory() && !isTools(full)) queue.push(full);
      if (found.length > mostFiles) return found;
    }
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A folder that is no data of a notebook: a tool's, an environment, or a project that we emitted. */
export const isTools = (folder: string): boolean => toolFolders.has(basename(folder)) || isProject(folder);

const isProject = (folder: string): boolean => ['pipeline.manifest.json', 'pyvenv.cfg'].some(name => lookAt(join(folder, name)) !== undefined);

/** What is at a path, links as such; `undefined` where nothing is. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A part of the path is a file.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Makes a folder and those above it. (Node's own way does not end where a special file system refuses.) */
export function makeFolder(path: string): void {
  if (lookAt(path)?.isDirectory() ?? false) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function readText(path: string): string | undefined {
  try {
    return (lstatSync(path).size > mostText ? undefined : readFileSync(path, 'utf8'))?.replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

/** Paths in plans and manifests have `/` between parts. */
const posix = (path: string): string => path.split(sep).join('/');

/** A path from a plan or manifest as a place below a folder; `undefined` where it would lead out of it. */
export function inside(folder: string, path: string): string | undefined {
  const full = resolve(folder, path);
  return path !== '' && full.startsWith(resolve(folder) + sep) ? full : undefined;
}

/** Whether a path below a folder passes through a link, so that writing there could change something outside. */
export function passesLink(folder: string, full: string): boolean {
  for (let at = full; at.startsWith(resolve(folder) + sep); at = dirname(at)) if (lookAt(at)?.isSymbolicLink()) return true;
  return false;
}
