import type { ProjectFile } from '../../project/project.js';
import { runtimeModules } from './runtimeModules.js';

/** The JavaScript that every project carries, as it lies in `runtime/`. */
export const runtimeFiles = (folder: string): readonly ProjectFile[] =>
  Object.entries(runtimeModules).map(([name, text]) => ({ path: `${folder}/runtime/${name}`, text, edited: 'keep' }));
