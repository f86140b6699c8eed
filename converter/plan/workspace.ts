import type { Analysis } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { pathNotFound, pathOutsideRoot } from '../diagnostics/messages.js';
import type { FileListing } from '../notebook/listing.js';
import { normalPath } from '../source/paths.js';
import type { Language } from '../languages/language.js';
import { localModule, rootOf } from '../languages/modules.js';
import type { Workspace } from './plan.js';

/** Which files the nodes find in their working directory, and how deep that must lie below the project. */
export function planWorkspace(
  analysis: Analysis,
  files: FileListing,
  { knowledge }: Pick<Language, 'knowledge'>
): { workspace: Workspace; diagnostics: readonly Diagnostic[] } {
  const wanted = new Set<string>();
  const written = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const modules = localModules(analysis, files);
  const depth = Math.max(0, ...[...analysis.cells.flatMap(cell => cell.files.map(({ path }) => path)), ...modules].map(levelsUp));
  const folders = files.folder === '' ? [] : files.folder.split('/');
  for (const { files: accesses } of analysis.cells) {
    for (const { path, mode, at, outside, isGuess } of accesses) {
      const tell = (diagnostic: Diagnostic) => isGuess ?? diagnostics.push(diagnostic);
      const isWrite = mode === 'write' || mode === 'remove';
      if (!isWrite && ((outside === true && levelsUp(path) === 0 && !writtenBefore(path, analysis)) || levelsUp(path) > folders.length))
        tell(pathOutsideRoot(path, at));
      else if (path === '*' || path.includes('*')) files.list('.').forEach(file => wanted.add(file));
      else if (files.kind(path) === 'link') tell(pathOutsideRoot(path, at));
      else if (files.kind(path) === 'file') wanted.add(path);
      else if (files.kind(path) === 'folder') files.list(path).forEach(file => wanted.add(file));
      else if (!isWrite && mode === 'read' && !writtenBefore(path, analysis)) tell(pathNotFound(path, at));
      if (mode !== 'read' && mode !== 'list') written.add(path);
    }
  }
  [...modules, ...knowledge({}).settings.filter(file => files.kind(file) === 'file')].forEach(file => wanted.add(file));
  const below = folders.slice(Math.max(0, folders.length - depth));
  const directory = ['workspace', ...below].join('/');
  const copies = [...wanted].sort().map(from => ({ from, to: normalPath(`${directory}/${from}`) ?? from, written: written.has(from) || written.has('*') }));
  return { workspace: { directory, files: copies }, diagnostics };
}

const levelsUp = (path: string): number => path.split('/').filter(part => part === '..').length;

function writtenBefore(path: string, analysis: Analysis): boolean {
  return analysis.cells.some(({ files }) =>
    files.some(
      access => access.mode !== 'read' && access.mode !== 'list' && (access.path === path || access.path.includes('*') || path.startsWith(`${access.path}/`))
    )
  );
}

/** Modules of the notebook's own that its cells import, and what those import in turn. */
function localModules(analysis: Analysis, files: FileListing): readonly string[] {
  const found = new Set<string>();
  const queue = analysis.cells.flatMap(({ facts }) => facts.imports.map(({ module }) => rootOf(module)));
  const seen = new Set<string>();
  for (const root of queue) {
    if (seen.has(root)) continue;
    seen.add(root);
    const place = localModule(root, files);
    if (place === undefined) continue;
    const members = place.endsWith('.py') ? [place] : files.list(place);
    for (const file of members) {
      if (found.has(file)) continue;
      found.add(file);
      for (const [, module] of (files.read(file) ?? '').matchAll(/^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm)) if (module !== undefined) queue.push(module);
    }
  }
  return [...found];
}
