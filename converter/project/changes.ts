import { digest } from '../source/digest.js';
import { mergeYaml } from './merge.js';
import type { ProjectFile } from './project.js';

/** What we wrote ourselves, by digest: the last manifest's word, and that of a write that was stopped. */
export interface Known {
  readonly files: { readonly [path: string]: readonly string[] };
  readonly entries: { readonly [path: string]: { readonly [entry: string]: readonly string[] } };
}

/** What becomes of one file of a project folder. */
export type Change =
  | { readonly kind: 'same'; readonly path: string }
  | { readonly kind: 'create' | 'replace'; readonly path: string; readonly text: string; readonly before?: string }
  /** Edited by its user: some entries stay theirs. */
  | { readonly kind: 'merge'; readonly path: string; readonly text: string; readonly before: string; readonly kept: readonly string[] }
  /** Edited by its user, and left alone. */
  | { readonly kind: 'keep'; readonly path: string; readonly isWanted: boolean }
  /** Edited by its user, replaced all the same. */
  | { readonly kind: 'force'; readonly path: string; readonly text: string; readonly before: string }
  /** No longer part of the project, and not edited. */
  | { readonly kind: 'remove'; readonly path: string; readonly before: string };

export interface ChangeOptions {
  readonly known: Known;
  /** Replace what its user has changed. */
  readonly force: boolean;
  /** Text of a file in the folder as it is now. */
  readonly read: (path: string) => string | undefined;
}

/** Compares a project with the folder it is to be written to. */
export function planChanges(files: readonly ProjectFile[], options: ChangeOptions): readonly Change[] {
  const wanted = new Set(files.map(({ path }) => path));
  const gone = Object.keys(options.known.files).filter(path => !wanted.has(path));
  return [...files.map(file => changeOf(file, options)), ...gone.flatMap(path => removalOf(path, options))];
}

function changeOf({ path, text, edited }: ProjectFile, { known, force, read }: ChangeOptions): Change {
  const before = read(path);
  if (before === undefined) return { kind: 'create', path, text };
  if (sameLines(before, text)) return { kind: 'same', path };
  if (isOurs(path, before, known)) return { kind: 'replace', path, text, before };
  if (force) return { kind: 'force', path, text, before };
  const merged = edited === 'merge' ? mergeYaml(path, before, text, known.entries[path] ?? {}) : undefined;
  if (!merged) return { kind: 'keep', path, isWanted: true };
  return { kind: 'merge', path, text: merged.text, before, kept: merged.kept };
}

function removalOf(path: string, { known, force, read }: ChangeOptions): readonly Change[] {
  const before = read(path);
  if (before === undefined) return [];
  return isOurs(path, before, known) || force ? [{ kind: 'remove', path, before }] : [{ kind: 'keep', path, isWanted: false }];
}

const isOurs = (path: string, text: string, { files }: Known): boolean =>
  files[path]?.some(known => known === digest(text) || known === digest(unixLines(text))) ?? false;

/** git may have changed the line ends. */
const sameLines = (a: string, b: string): boolean => a === b || unixLines(a) === unixLines(b);
const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');
