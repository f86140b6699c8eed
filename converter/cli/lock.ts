import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './write.js';

export const lockName = 'requirements.lock';

export const writeLock = (project: string, text: string): void => writeAtomically(join(project, lockName), text);

export const hasLock = (project: string): boolean => existsSync(join(project, lockName));
