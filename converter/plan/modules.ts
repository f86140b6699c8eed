import type { FileListing } from '../notebook/listing.js';

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
