import { unsupportedLanguage } from '../diagnostics/messages.js';
import type { Json } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { Target } from '../targets/target.js';
import { manifestFor, manifestPath } from './manifest.js';
import type { Project } from './project.js';

export interface EmitOptions {
  readonly target: Target;
  readonly id: string;
  readonly options: { readonly [name: string]: Json };
}

/** Has the target write all files, sorts them, and adds the manifest. */
export function emitProject(plan: Plan, { target, id, options }: EmitOptions): Project {
  const files = [...target.emit(plan, options)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = manifestFor(plan, { id, command: target.command, files });
  const diagnostics = target.languages.includes(plan.language) ? [] : [unsupportedLanguage(plan.language, target.title)];
  return { files: [...files, { path: manifestPath, text: `${JSON.stringify(manifest, null, 1)}\n`, edited: 'keep' }], manifest, diagnostics };
}
