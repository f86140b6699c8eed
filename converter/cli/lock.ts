import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../project/project.js';
import { closure, type Environment } from './environment.js';
import { writeAtomically } from './write.js';

/** What a project itself needs to run, beside what the notebook imports. */
const engineDistributions = ['kedro', 'kedro-datasets', 'pyarrow', 'cloudpickle', 'xxhash'] as const;

export const lockName = 'requirements.lock';

/** Distributions that must be there before the project can run. Names that are only guesses do not count. */
export const requiredDistributions = ({ requirements }: Pick<Manifest, 'requirements'>): readonly string[] =>
  [...new Set([...requirements.filter(({ certain }) => certain).map(({ distribution }) => distribution), ...engineDistributions])].sort();

/** Pins of everything that the project needs, as installed. */
export function lockText(manifest: Pick<Manifest, 'requirements'>, environment: Environment): string {
  const pins = Object.entries(closure(requiredDistributions(manifest), environment)).map(([name, version]) => `${name}==${version}`);
  const header = [
    '# Versions that this project was last locked to: `espalier compile --lock` writes them again.',
    `# Python ${environment.version ?? 'unknown'}`
  ];
  return `${[...header, ...pins].join('\n')}\n`;
}

export const writeLock = (project: string, text: string): void => writeAtomically(join(project, lockName), text);

export const hasLock = (project: string): boolean => existsSync(join(project, lockName));
