import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change } from '../project/changes.js';
import { compareFiles } from '../project/compare.js';
import { knownOf, merged, pendingName } from '../project/known.js';
import type { Project } from '../project/project.js';
import { inside, lookAt, makeFolder, passesLink } from './files.js';
import { manifestName, readKnown } from './manifest.js';
import { keptEdit, keptEntries, replacedEdit, unwritableProject } from './messages.js';
import { reason } from './notebooks.js';

export interface Written {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What writing the project would change in the folder. Touches nothing. */
export function compareProject(project: Project, folder: string, force: boolean): Written {
  const changes = compareFiles(project, { known: readKnown(folder), force, read: path => readFile(folder, path) });
  return { changes, diagnostics: changes.flatMap(diagnose) };
}

/**
 * Writes the project below the folder, each file all or nothing, the manifest
 * last. First of all a note says what is about to be written: a compile that
 * follows one that was stopped knows those files as ours.
 */
export function writeProject(project: Project, folder: string, force: boolean): Written {
  try {
    const compared = compareProject(project, folder, force);
    const blocked = compared.changes.flatMap(({ path }) => blockage(folder, path));
    if (blocked.length > 0) return { changes: [], diagnostics: blocked.slice(0, 1) };
    const pending = compared.changes.filter(({ kind }) => kind !== 'same' && kind !== 'keep');
    const diagnostics = pending.length > 0 ? applyAll(folder, project, pending) : [];
    return { changes: compared.changes, diagnostics: [...compared.diagnostics, ...diagnostics] };
  } catch (error) {
    return { changes: [], diagnostics: [unwritableProject(folder, reason(error))] };
  }
}

function applyAll(folder: string, project: Project, changes: readonly Change[]): readonly Diagnostic[] {
  const note = join(folder, pendingName);
  let at = folder;
  try {
    makeFolder(folder);
    at = note;
    writeAtomically(note, `${JSON.stringify(merged([readKnown(folder), knownOf(project.manifest)]))}\n`);
    for (const change of changes) {
      at = join(folder, change.path);
      apply(folder, change);
    }
    rmSync(note, { force: true });
    return [];
  } catch (error) {
    return [unwritableProject(at, reason(error))];
  }
}

function apply(folder: string, change: Change): void {
  const full = join(folder, change.path);
  if (change.kind === 'remove') {
    rmSync(full, { force: true });
    removeEmpty(folder, dirname(full));
  } else if (change.kind !== 'same' && change.kind !== 'keep') writeAtomically(full, change.text);
}

/** Whoever reads the file sees the old text or the new one, never a part. */
export function writeAtomically(path: string, text: string): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      const bytes = Buffer.from(text, 'utf8');
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      if (path.endsWith(manifestName)) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeEmpty(folder: string, at: string): void {
  if (inside(folder, at) === undefined) return;
  try {
    rmdirSync(at);
    removeEmpty(folder, dirname(at));
  } catch {
    // Something else is in it.
  }
}

/** Paths that lead out of the folder, or through a link in it, are never written. */
function blockage(folder: string, path: string): readonly Diagnostic[] {
  const full = inside(folder, path);
  if (full === undefined) return [unwritableProject(path, 'it leads out of the project')];
  if (passesLink(folder, full)) return [unwritableProject(full, 'a part of the path is a link')];
  return lookAt(full)?.isDirectory() ? [unwritableProject(full, 'it is a folder')] : [];
}

function readFile(folder: string, path: string): string | undefined {
  const full = inside(folder, path);
  if (full === undefined || !lookAt(full)?.isFile()) return undefined;
  return readFileSync(full, 'utf8');
}

function diagnose(change: Change): readonly Diagnostic[] {
  if (change.kind === 'keep') return [keptEdit(change.path, change.isWanted)];
  if (change.kind === 'force') return [replacedEdit(change.path)];
  return change.kind === 'merge' && change.kept.length > 0 ? [keptEntries(change.path, change.kept)] : [];
}
