import type { Known } from './changes.js';

/** Holds what is about to be written, while it is being written. */
export const pendingName = '.espalier-pending.json';

interface Digests {
  readonly [path: string]: unknown;
}

/** Digests of files and of YAML entries; anything else in the file is passed over. */
export function knownOf(value: unknown): Known {
  const files = isRecord(value) && isRecord(value['files']) ? value['files'] : {};
  const entries = isRecord(value) && isRecord(value['entries']) ? value['entries'] : {};
  return {
    files: lists(files),
    entries: Object.fromEntries(Object.entries(entries).map(([path, digests]) => [path, isRecord(digests) ? lists(digests) : {}]))
  };
}

const lists = (digests: Digests): { [path: string]: readonly string[] } =>
  Object.fromEntries(Object.entries(digests).map(([path, digest]) => [path, [digest].flat().filter(text => typeof text === 'string')]));

/** All that any of them knows. */
export function merged(known: readonly Known[]): Known {
  const union = (maps: readonly { readonly [name: string]: readonly string[] }[]) => {
    const names = [...new Set(maps.flatMap(map => Object.keys(map)))];
    return Object.fromEntries(names.map(name => [name, [...new Set(maps.flatMap(map => map[name] ?? []))]]));
  };
  const paths = [...new Set(known.flatMap(({ entries }) => Object.keys(entries)))];
  return {
    files: union(known.map(({ files }) => files)),
    entries: Object.fromEntries(paths.map(path => [path, union(known.map(({ entries }) => entries[path] ?? {}))]))
  };
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);
