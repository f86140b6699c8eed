import { existsSync, lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change } from '../project/changes.js';
import { openDigests } from './digests.js';
import { manifestName } from './manifest.js';
import { outdatedProject } from './messages.js';
import type { Subject } from './subject.js';
import { painter, printable, type Terminal } from './terminal.js';
import { compareProject } from './write.js';

export interface Compared {
  /** The list of what differs, and how. */
  readonly said: string;
  readonly changes: readonly { readonly path: string; readonly kind: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Lines of one file's difference that are shown. */
const mostLines = 40;

/** Whether the project on disk is what the notebook compiles to, apart from what its user changed by hand. */
export async function compareEmitted(
  { source, conversion }: Subject,
  { folder, here, force, terminal }: { readonly folder: string; readonly here: string; readonly force: boolean; readonly terminal: Terminal }
): Promise<Compared> {
  const { project, plan } = conversion ?? {};
  if (!project || !plan) return { said: '', changes: [], diagnostics: [] };
  const compared = compareProject(project, folder, force);
  const different = compared.changes.filter(
    change => change.kind !== 'same' && change.kind !== 'keep' && !(change.kind === 'merge' && change.text === change.before)
  );
  const copies = plan.workspace.files.filter(({ from, to, written }) => !written && differs(resolve(source.folder, from), join(folder, to), folder));
  const changes = [...different.map(({ path, kind }) => ({ path, kind })), ...copies.map(({ to }) => ({ path: to, kind: 'replace' }))];
  if (changes.length === 0) return { said: `${source.path}: ${here} is up to date\n`, changes, diagnostics: compared.diagnostics };
  const outdated = [...compared.diagnostics, outdatedProject(here, changes.length)];
  if (!existsSync(join(folder, manifestName))) return { said: `${source.path}: ${here} holds no compiled project yet\n`, changes, diagnostics: outdated };
  const words: Readonly<Record<string, string>> = { create: 'missing', replace: 'differs', merge: 'differs', force: 'differs', remove: 'no longer made' };
  const list = changes.map(({ path, kind }) => `  ${(words[kind] ?? kind).padEnd(14)}  ${path}\n`).join('');
  return {
    said: `${source.path}: ${here} is out of date\n${list}${await differences(different, terminal)}`,
    changes,
    diagnostics: [...compared.diagnostics, outdatedProject(here, changes.length)]
  };
}

/** A copy that is not there at all does not count: data is often left out of version control. */
function differs(from: string, to: string, folder: string): boolean {
  const [source, copy] = [from, to].map(path => lstatSync(path, { throwIfNoEntry: false }));
  if (!source?.isFile() || !copy?.isFile()) return false;
  const digests = openDigests(folder);
  return source.size !== copy.size || digests.of(from) !== digests.of(to);
}

/** Unified diffs of the files that differ; the manifest and other JSON follow from them and are left out. */
async function differences(changes: readonly Change[], terminal: Terminal): Promise<string> {
  const shown = changes.flatMap(change =>
    'before' in change && 'text' in change && !change.path.endsWith('.json') ? [{ path: change.path, before: change.before, text: change.text }] : []
  );
  if (shown.length === 0) return '';
  const { createTwoFilesPatch } = await import('diff');
  const paint = painter({ colour: terminal.colour });
  return shown
    .map(({ path, before, text }) => {
      const lines = createTwoFilesPatch(`${path} (in the folder)`, `${path} (from the notebook)`, before, text, undefined, undefined, { context: 2 })
        .split('\n')
        .slice(1);
      const coloured = lines
        .slice(0, mostLines)
        .map(printable)
        .map(line => (line.startsWith('+') ? paint.green(line) : line.startsWith('-') ? paint.red(line) : line));
      return `\n${coloured.join('\n').trimEnd()}\n${lines.length > mostLines ? `… ${lines.length - mostLines} more lines\n` : ''}`;
    })
    .join('');
}
