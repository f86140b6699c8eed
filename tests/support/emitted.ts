import { emitProject } from '../../converter/project/emit.js';
import type { Project } from '../../converter/project/project.js';
import type { Plan } from '../../converter/plan/plan.js';
import { targets, type TargetId } from '../../converter/targets/index.js';

/** The project of a plan. */
export const emitted = (plan: Plan, id: TargetId = 'kedro'): Project => emitProject(plan, { target: targets[id], id, options: {} });

/** The text of one of its files. */
export function fileOf({ files }: Project, path: string): string {
  const file = files.find(each => each.path === path);
  if (!file) throw new Error(`no ${path} in the project`);
  return file.text;
}
