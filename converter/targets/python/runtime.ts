import type { ProjectFile } from '../../project/project.js';
import * as modules from './runtimeModules.js';

/** The Python that every project carries, as it lies in `runtime/`. */
export function runtimeFiles(folder: string): readonly ProjectFile[] {
  return Object.entries(modules.runtimeModules).map(([name, text]) => ({ path: `${folder}/runtime/${name}.py`, text, edited: 'keep' }));
}
