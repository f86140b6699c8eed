import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from '../../converter/project/project.js';

/** Writes a project to a new folder and returns it. */
export function writeProject(project: Project): string {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-'));
  for (const { path, text } of project.files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
