import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { FileListing } from '../notebook/listing.js';
import { listFiles } from './files.js';
import { notebookTooLarge, unreadableNotebook } from './messages.js';
import type { Terminal } from './terminal.js';
import { misuse } from './usage.js';

/** A notebook as it was given on the command line. */
export interface Source {
  /** As the user wrote it; `-` for standard input. */
  readonly path: string;
  readonly name: string;
  /** Absolute; for standard input the current folder. */
  readonly folder: string;
  /** Absolute: files may be copied from below this folder. */
  readonly root: string;
  readonly files: FileListing;
  /** The file; absent where it could not be read. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Notebooks above this size are refused: no parser of JSON takes them in one piece. */
const mostBytes = 500_000_000;

/** The files that paths, folders and patterns name, in the order given, each once. */
export async function findNotebooks(patterns: readonly string[], { cwd }: Terminal): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pattern of patterns) {
    const full = resolve(cwd, pattern);
    const isFolder = existsSync(full) && statSync(full).isDirectory();
    const isPattern = pattern !== '-' && (isFolder || (/[*?[\]{}]/.test(pattern) && !existsSync(full)));
    if (!isPattern) {
      found.push(pattern);
      continue;
    }
    const { glob } = await import('tinyglobby');
    const matches = await glob(isFolder ? `${pattern.replace(/\/+$/, '')}/**/*.ipynb` : pattern, {
      cwd,
      ignore: ['**/.ipynb_checkpoints/**', '**/node_modules/**', '**/.venv/**'],
      followSymbolicLinks: false,
      expandDirectories: false
    });
    if (matches.length === 0) misuse(isFolder ? `no notebooks in '${pattern}'` : `no file matches '${pattern}'`);
    found.push(...matches.sort());
  }
  return [...new Set(found)];
}

/** Reads a notebook and what may be known of its folder. */
export function readSource(path: string, { terminal, root }: { readonly terminal: Terminal; readonly root?: string | undefined }): Source {
  if (path === '-') {
    const top = root === undefined ? terminal.cwd : resolve(terminal.cwd, root);
    return { path: 'standard input', name: 'notebook', folder: terminal.cwd, root: top, files: listFiles(terminal.cwd, top), ...readText(0, path) };
  }
  const full = resolve(terminal.cwd, path);
  const folder = dirname(full);
  const name = basename(full).replace(/\.(ipynb|json)$/i, '');
  const read = readText(full, path);
  const top = rootOf(folder, read.text, root && resolve(terminal.cwd, root));
  return { path, name, folder, root: top, files: listFiles(folder, top), ...read };
}

/** The command line's word, else the notebook's, else the notebook's folder. */
function rootOf(folder: string, text: string | undefined, asked: string | undefined): string {
  if (asked !== undefined) {
    const isAbove = folder === asked || folder.startsWith(asked.endsWith('/') ? asked : `${asked}/`);
    return isAbove ? asked : misuse(`--root '${asked}' does not contain the notebook's folder '${folder}'`);
  }
  const own = rootInMetadata(text);
  if (own === undefined || isAbsolute(own)) return folder;
  const root = resolve(folder, own);
  return folder === root || folder.startsWith(root.endsWith('/') ? root : `${root}/`) ? root : folder;
}

/** Hardly any notebook names a root: the others are not parsed for it. */
function rootInMetadata(text: string | undefined): string | undefined {
  if (text === undefined || !/"root"\s*:/.test(text)) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    const root = member(member(member(document, 'metadata'), 'espalier'), 'root');
    return typeof root === 'string' ? root : undefined;
  } catch {
    return undefined;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

function readText(file: string | number, path: string): Pick<Source, 'text' | 'diagnostics'> {
  try {
    if (typeof file === 'string') {
      const { size } = statSync(file);
      if (size > mostBytes) return { diagnostics: [notebookTooLarge(size)] };
    }
    return { text: readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [unreadableNotebook(path, reason(error))] };
  }
}

/** Why a call of the system failed, without its jargon. */
export function reason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const plain: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    EISDIR: 'it is a folder',
    EEXIST: 'a file is in the way',
    ENOTDIR: 'a part of the path is not a folder',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left on the device',
    EFBIG: 'the file is larger than allowed',
    EDQUOT: 'the disk quota is used up'
  };
  return plain[code] ?? (error instanceof Error ? error.message : String(error));
}
