import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Known } from '../project/changes.js';
import { knownOf, merged, pendingName } from '../project/known.js';

export const manifestName = 'pipeline.manifest.json';

/** What an earlier compile of the folder wrote, by its manifest, and what a compile that was stopped may have written. */
export function readKnown(folder: string): Known {
  const manifest = readJson(join(folder, manifestName));
  const pending = readJson(join(folder, pendingName));
  return merged([knownOf(manifest), knownOf(pending)]);
}

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
