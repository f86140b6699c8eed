import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidOption, unsupportedLanguage } from '../diagnostics/messages.js';
import type { Json } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { Target } from '../targets/target.js';
import { manifestFor, manifestPath } from './manifest.js';
import type { Project, ProjectFile } from './project.js';

export interface EmitOptions {
  readonly target: Target;
  /** The target's name in the registry. */
  readonly id: string;
  readonly options: { readonly [name: string]: Json };
}

/** Has the target write all files, sorts them, and adds the manifest; no files where the target cannot take the plan. */
export function emitProject(plan: Plan, { target, id, options }: EmitOptions): Project {
  const diagnostics = [
    ...(target.languages.includes(plan.language) ? [] : [unsupportedLanguage(plan.language, target.title)]),
    ...wrongOptions(target, options)
  ];
  const defaults = Object.fromEntries(target.options.map(option => [option.name, option.default]));
  const files = diagnostics.length > 0 ? [] : sorted(target.emit(plan, { ...defaults, ...options }));
  const manifest = manifestFor(plan, { id, command: target.command, files });
  if (diagnostics.length > 0) return { files, manifest, diagnostics };
  return { files: sorted([...files, { path: manifestPath, text: `${JSON.stringify(manifest, null, 1)}\n`, edited: 'keep' }]), manifest, diagnostics };
}

const sorted = (files: readonly ProjectFile[]): readonly ProjectFile[] => [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

function wrongOptions({ options }: Target, given: EmitOptions['options']): readonly Diagnostic[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = options.find(known => known.name === name);
    if (!option)
      return [
        invalidOption(
          name,
          'is not known',
          options.map(known => known.name)
        )
      ];
    return typeof value === option.type ? [] : [invalidOption(name, `is not a ${option.type}`)];
  });
}
