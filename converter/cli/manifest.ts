import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Known } from '../project/changes.js';

export const manifestName = 'pipeline.manifest.json';
export const pendingName = '.espalier-pending.json';

interface Digests {
  readonly [path: string]: unknown;
}

/** What an earlier compile of the folder wrote, by its manifest, and what a compile that was stopped may have written. */
export function readKnown(folder: string): Known {
  const manifest = readJson(join(folder, manifestName));
  const pending = readJson(join(folder, pendingName));
  return merged([knownOf(manifest), knownOf(pending)]);
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

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);
