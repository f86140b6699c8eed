import { planChanges, type Change, type ChangeOptions } from './changes.js';
import { manifestPath } from './manifest.js';
import type { Project } from './project.js';

/** What writing the project would change in its folder. The manifest comes last: it says what was written. */
export function compareFiles(project: Pick<Project, 'files'>, options: ChangeOptions): readonly Change[] {
  const files = project.files.filter(({ path }) => path !== manifestPath);
  return [...planChanges(files, options), ...manifestChange(project, options)];
}

/** Ours alone: replaced whatever it holds. */
function manifestChange({ files }: Pick<Project, 'files'>, { read }: ChangeOptions): readonly Change[] {
  const manifest = files.find(({ path }) => path === manifestPath);
  if (!manifest) return [];
  const before = read(manifestPath);
  if (before?.replaceAll('\r\n', '\n') === manifest.text) return [{ kind: 'same', path: manifestPath }];
  return [{ kind: before === undefined ? 'create' : 'replace', path: manifestPath, text: manifest.text, ...(before === undefined ? {} : { before }) }];
}
