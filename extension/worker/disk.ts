/** What the worker has to know of the files before it can answer. Paths are relative to the notebook's folder. */
export interface Wanted {
  readonly root: string;
  readonly kinds: readonly string[];
  readonly lists: readonly string[];
  readonly texts: readonly string[];
  readonly stats: readonly string[];
  readonly digests: readonly string[];
  readonly names: readonly string[];
}

interface About<Value> {
  readonly [path: string]: Value | null;
}

/** What is known of them; `null` where there is nothing. */
export interface Disk {
  readonly kinds: About<'file' | 'folder' | 'link'>;
  readonly lists: About<readonly string[]>;
  readonly texts: About<string>;
  /** Size in bytes, and time of the last change in nanoseconds. */
  readonly stats: About<{ readonly size: number; readonly mtime: number }>;
  readonly digests: About<string>;
  /** What lies directly in a folder. */
  readonly names: About<readonly string[]>;
}

export const emptyDisk: Disk = { kinds: {}, lists: {}, texts: {}, stats: {}, digests: {}, names: {} };

/** All that either knows. */
export const joinDisks = (a: Disk, b: Disk): Disk => ({
  kinds: { ...a.kinds, ...b.kinds },
  lists: { ...a.lists, ...b.lists },
  texts: { ...a.texts, ...b.texts },
  stats: { ...a.stats, ...b.stats },
  digests: { ...a.digests, ...b.digests },
  names: { ...a.names, ...b.names }
});

/** Looks at what is known, and notes what is not: whoever asked gets it and asks again. */
export class DiskReader {
  constructor(disk: Disk, root = '.') {
    this.disk = disk;
    this.root = root;
  }

  kind(path: string): 'file' | 'folder' | 'link' | undefined {
    return this.look('kinds', path);
  }

  list(path: string): readonly string[] {
    return this.look('lists', path) ?? [];
  }

  text(path: string): string | undefined {
    return this.look('texts', path);
  }

  stat(path: string): { readonly size: number; readonly mtime: number } | undefined {
    return this.look('stats', path);
  }

  digest(path: string): string | undefined {
    return this.look('digests', path);
  }

  names(path: string): readonly string[] {
    return this.look('names', path) ?? [];
  }

  /** Parsed JSON of a file; `undefined` where it is missing or torn. */
  json(path: string): unknown {
    try {
      return JSON.parse(this.text(path) ?? '');
    } catch {
      return undefined;
    }
  }

  /** What was looked at and is not known; `undefined` where that is nothing. */
  get wanted(): Wanted | undefined {
    const { kinds, lists, texts, stats, digests, names } = this.missed;
    if ([kinds, lists, texts, stats, digests, names].every(({ size }) => size === 0)) return undefined;
    return { root: this.root, kinds: [...kinds], lists: [...lists], texts: [...texts], stats: [...stats], digests: [...digests], names: [...names] };
  }

  private look<Kind extends keyof Disk>(kind: Kind, path: string): NonNullable<Disk[Kind][string]> | undefined {
    const known = this.disk[kind];
    if (!Object.hasOwn(known, path)) this.missed[kind].add(path);
    else return (known[path] ?? undefined) as NonNullable<Disk[Kind][string]> | undefined;
    return undefined;
  }

  private readonly disk: Disk;
  private readonly root: string;
  private readonly missed: { readonly [kind in keyof Disk]: Set<string> } = {
    kinds: new Set(),
    lists: new Set(),
    texts: new Set(),
    stats: new Set(),
    digests: new Set(),
    names: new Set()
  };
}
