import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectDisk } from '../run/state.js';
import type { Digests } from './digests.js';

/** A project's folder as the planner asks about it. */
export const projectDisk = (project: string, digests: Digests): ProjectDisk => ({
  digest: path => (statSync(join(project, path), { throwIfNoEntry: false })?.isFile() ? digests.of(join(project, path)) : undefined),
  stat: path => {
    const found = lstatSync(join(project, path), { throwIfNoEntry: false, bigint: true });
    return found?.isFile() ? { size: Number(found.size), mtime: Number(found.mtimeNs) } : undefined;
  }
});
