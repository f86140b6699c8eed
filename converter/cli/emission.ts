import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change } from '../project/changes.js';
import { copyWorkspace } from './copy.js';
import { openDigests, type Digests } from './digests.js';
import { hasErrors, type Subject } from './subject.js';
import { writeProject } from './write.js';

export interface Emission {
  readonly changes: readonly Change[];
  /** Digests of the notebook's files that were copied, by place in the project. */
  readonly sources: { readonly [to: string]: string };
  readonly digests: Digests;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes a converted notebook's project and brings the files it reads. */
export function emission({ source, conversion }: Subject, { folder, force }: { readonly folder: string; readonly force: boolean }): Emission {
  const digests = openDigests(folder);
  const { project, plan } = conversion ?? {};
  if (!project || !plan) return { changes: [], sources: {}, digests, diagnostics: [] };
  const written = writeProject(project, folder, force);
  if (hasErrors(written.diagnostics)) return { ...written, sources: {}, digests };
  const copied = copyWorkspace(plan.workspace, { project: folder, notebookFolder: source.folder, force, digests });
  return { changes: written.changes, sources: copied.sources, digests, diagnostics: [...written.diagnostics, ...copied.diagnostics] };
}
