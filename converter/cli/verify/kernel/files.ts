import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRun } from '../../runs.js';
import { signatures } from '../copies.js';
import type { Sides } from '../bench.js';
import { compareGiven, ofEach, type Findings } from './findings.js';

/** Files that the notebook wrote, or the pipeline. */
export function compareFiles({ runs, project, conversion }: Sides, findings: Findings): void {
  const { workspace } = conversion.plan ?? {};
  if (!workspace) return;
  const directory = join(project, ...workspace.directory.split('/'));
  const brought = new Set(workspace.files.map(({ from }) => from));
  const made = [...signatures(join(project, 'workspace'), directory).keys()].filter(path => !brought.has(path));
  const written = [...new Set([...runs.flatMap(run => run.written), ...made])].sort();
  const { nodes = [] } = readRun(join(project, 'runs', 'latest'))?.record ?? {};
  const isStopped = nodes.some(({ error }) => error?.kind === 'guard');
  for (const path of written) {
    const given = { runs: ofEach(runs, ({ folder }) => digest(join(folder, path))), pipeline: digest(join(directory, path)) };
    // A node that a guard kept from running would have written it.
    if (isStopped && given.pipeline === null) continue;
    compareGiven({ cell: null, node: null, kind: 'file', name: path }, given, findings, (notebook, pipeline) =>
      notebook === pipeline ? undefined : { path, notebook, pipeline }
    );
  }
}

/** Length and digest of a file's bytes; `null` where there is no file. */
function digest(path: string): string | null {
  try {
    const bytes = readFileSync(path);
    return `${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
  } catch {
    return null;
  }
}
