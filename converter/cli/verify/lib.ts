import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeModules } from '../../targets/python/runtimeModules.js';
import { verifyModules } from '../../targets/python/verifyModules.js';

/** The package is named so that no module of a notebook is. */
export const libraryName = '_espalier_verify';

/** Writes the Python that runs notebooks and compares; apart from the project, so that it stays what it is. */
export function writeLibrary(folder: string): void {
  const runtime = join(folder, libraryName, 'runtime');
  mkdirSync(join(runtime, 'verify'), { recursive: true });
  writeFileSync(join(folder, libraryName, '__init__.py'), '');
  writeFileSync(join(folder, libraryName, 'nodes.json'), '{}');
  for (const [name, text] of Object.entries(runtimeModules)) writeFileSync(join(runtime, `${name}.py`), text);
  // A project's runtime takes IPython's place as soon as it is imported; here IPython itself is wanted.
  writeFileSync(join(runtime, '__init__.py'), '');
  for (const [name, text] of Object.entries(verifyModules)) writeFileSync(join(runtime, 'verify', `${name}.py`), text);
}
