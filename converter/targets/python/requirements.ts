import type { Plan } from '../../plan/plan.js';
import { printable } from './literals.js';

/** What a project itself needs beside the notebook's own imports. */
const own: Readonly<Record<string, string>> = { pyarrow: '>=15', cloudpickle: '>=3.0', xxhash: '>=3.0' };

/** Requirement lines, sorted: the notebook's imports, those of the runtime, and those of the engine (with their versions). */
export function requirementLines(plan: Plan, engine: Readonly<Record<string, string>>): readonly string[] {
  const versions = new Map([...Object.entries(own), ...Object.entries(engine)]);
  const extras = (name: string) => name.replace(/\[.*/, '');
  const engines = new Set([...versions.keys()].map(extras));
  for (const { distribution, certain } of plan.requirements)
    if (certain && !engines.has(distribution)) versions.set(distribution, plan.assumes[distribution] ?? '');
  return [...versions].map(([name, version]) => `${name}${version}`).sort();
}

/** `requirements.txt`; what it installs includes the project itself. */
export function requirementsTxt(plan: Plan, engine: Readonly<Record<string, string>>): string {
  const uncertain = plan.requirements
    .filter(({ certain }) => !certain)
    .map(({ modules, distribution }) =>
      printable(`# ${modules.join(', ')}: perhaps of ${distribution}; add the distribution that has it`).replace(/\s+/g, ' ')
    );
  return `${[...requirementLines(plan, engine), ...uncertain, '# the project itself', '-e .'].join('\n')}\n`;
}
