import type { LanguageId } from '../languages/language.js';
import type { Json } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { ProjectFile } from '../project/project.js';

/** An option of a target, as data: the command line's flags and the dialog read it. */
export interface TargetOption {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number';
  readonly description: string;
  readonly default: Json;
}

/** An engine that we write projects for. */
export interface Target {
  readonly title: string;
  readonly description: string;
  readonly languages: readonly LanguageId[];
  readonly options: readonly TargetOption[];
  /** The command that runs an emitted project. */
  readonly command: string;
  /** What runs the nodes, where `espalier run` starts it. */
  readonly runner: 'python' | 'javascript';
  emit(plan: Plan, options: { readonly [name: string]: Json }): readonly ProjectFile[];
}
