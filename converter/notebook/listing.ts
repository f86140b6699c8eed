/** What the converter may know of the files around a notebook. Reading disks stays at the rim: whoever calls brings this. */
export interface FileListing {
  /** The notebook's folder relative to the root below which files may be copied: `''` or `a/b`. */
  readonly folder: string;
  /** What a path (relative to the notebook's folder, `..` down to the root) is; links are not followed. */
  kind(path: string): 'file' | 'folder' | 'link' | undefined;
  /** Regular files below a folder, relative to the notebook's folder, sorted. */
  list(folder: string): readonly string[];
  /** Text of a local module. */
  read(path: string): string | undefined;
}

/** Nothing but the notebook itself is known. */
export const noFiles: FileListing = { folder: '', kind: () => undefined, list: () => [], read: () => undefined };
