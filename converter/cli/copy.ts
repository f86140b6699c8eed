import { closeSync, constants, copyFileSync, fstatSync, lstatSync, openSync, readlinkSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Workspace } from '../plan/plan.js';
import type { Digests } from './digests.js';
import { inside, lookAt, makeFolder, passesLink } from './files.js';
import { keptEdit, linkedFile, uncopiedFile } from './messages.js';
import { readJson } from './manifest.js';
import { reason } from './notebooks.js';
import { writeAtomically } from './write.js';

/** Larger files are linked, if nothing writes them. */
const mostCopied = 100_000_000;

/** What was copied last: digests of the sources, by place in the project. */
const copiesName = join('data', '.files', 'copies.json');

export interface Copied {
  /** By place in the project: digest of the notebook's file. */
  readonly sources: { readonly [to: string]: string };
  readonly diagnostics: readonly Diagnostic[];
}

interface Place {
  readonly project: string;
  readonly notebookFolder: string;
  readonly force: boolean;
  readonly digests: Digests;
}

/** Brings the files that the notebook reads into the project's workspace. The listing has vouched that they lie below the root and are no links. */
export function copyWorkspace(workspace: Workspace, place: Place): Copied {
  const before = copiesBefore(place.project);
  const sources: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  for (const file of workspace.files) {
    const result = copyOne(file, before[file.to], place);
    if ('source' in result) sources[file.to] = result.source;
    diagnostics.push(...result.diagnostics);
  }
  if (workspace.files.length > 0 && JSON.stringify(sources) !== JSON.stringify(before))
    writeAtomically(join(place.project, copiesName), `${JSON.stringify(sources, undefined, 1)}\n`);
  return { sources, diagnostics };
}

function copiesBefore(project: string): { readonly [to: string]: string } {
  const known = readJson(join(project, copiesName));
  return typeof known === 'object' && known !== null ? (known as { readonly [to: string]: string }) : {};
}

type Result = { readonly source: string; readonly diagnostics: readonly Diagnostic[] } | { readonly diagnostics: readonly Diagnostic[] };

function copyOne(file: Workspace['files'][number], before: string | undefined, { project, notebookFolder, force, digests }: Place): Result {
  const from = resolve(notebookFolder, file.from);
  const to = inside(project, file.to);
  if (to === undefined || passesLink(project, dirname(to))) return { diagnostics: [uncopiedFile(file.from, 'its place in the project leads out of it')] };
  try {
    const { size } = lstatSync(from);
    const source = digests.of(from);
    const there = lookAt(to);
    const isLinked = size > mostCopied && !file.written;
    if (isLinked && there?.isSymbolicLink() && resolve(dirname(to), readlinkSync(to)) === from) return { source, diagnostics: [linkedFile(file.from, size)] };
    if (there?.isFile()) {
      // What nodes made of the file stays until they run again; what its user made of it stays.
      if (before === source && file.written) return { source, diagnostics: [] };
      const now = digests.of(to);
      if (now === source && !isLinked) return { source, diagnostics: [] };
      if (now !== source && now !== before && !file.written && !force) return { source: now, diagnostics: [keptEdit(file.to, true)] };
    }
    place(from, to, isLinked);
    return { source, diagnostics: isLinked ? [linkedFile(file.from, size)] : [] };
  } catch (error) {
    return { diagnostics: [uncopiedFile(file.from, reason(error))] };
  }
}

/** Puts a copy or a link in place, whole or not at all. */
function place(from: string, to: string, isLinked: boolean): void {
  makeFolder(dirname(to));
  const temporary = `${to}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  try {
    if (isLinked) symlinkSync(relative(dirname(to), from), temporary);
    else copyRegular(from, temporary);
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Windows has neither flag. */
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Only if it still is a regular file: a link may have taken its place since it was listed. */
function copyRegular(from: string, to: string): void {
  const file = openSync(from, constants.O_RDONLY | noFollow);
  try {
    const { atime, mtime } = fstatSync(file);
    if (!fstatSync(file).isFile()) throw new Error('it is not a regular file');
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    utimesSync(to, atime, mtime);
  } finally {
    closeSync(file);
  }
}

/** Puts files of the workspace (relative to the working directory of the nodes) back as they were before any node ran. */
export function rewindWorkspace(
  paths: readonly string[],
  workspace: Workspace,
  { project, notebookFolder }: Pick<Place, 'project' | 'notebookFolder'>
): readonly Diagnostic[] {
  const copies = new Map(workspace.files.map(({ from, to }) => [to, from]));
  return paths.flatMap(name => {
    const path = posix.normalize(`${workspace.directory}/${name}`);
    const to = inside(project, path);
    if (to === undefined || passesLink(project, dirname(to))) return [];
    const from = copies.get(path);
    try {
      if (from === undefined) rmSync(to, { force: true });
      else place(resolve(notebookFolder, from), to, false);
      return [];
    } catch (error) {
      return [uncopiedFile(from ?? path, reason(error))];
    }
  });
}
