import type { FileListing } from '../../converter/notebook/listing.js';

/** Texts by path below the notebook's folder. */
export interface FilesBeside {
  readonly [path: string]: string;
}

/** What the converter is told of such files. */
export function listingOf(beside: FilesBeside): FileListing {
  const paths = Object.keys(beside).sort();
  const below = (folder: string) => paths.filter(path => path.startsWith(`${folder}/`));
  return {
    folder: '',
    kind: path => (Object.hasOwn(beside, path) ? 'file' : below(path).length > 0 ? 'folder' : undefined),
    list: folder => (folder === '.' ? paths : below(folder)),
    read: path => beside[path]
  };
}
