import type { Target } from '../targets/target.js';
import type { Terminal } from './terminal.js';

/** `espalier targets`: the engines that projects can be written for, and their options. */
export async function listTargets({ format }: { readonly format: 'text' | 'json' }, terminal: Terminal): Promise<number> {
  const { targets } = await import('../targets/index.js');
  const known = Object.entries<Target>(targets);
  if (format === 'json') {
    terminal.out(
      `${JSON.stringify(
        known.map(([id, { title, description, languages, options, command }]) => ({ id, title, description, languages, command, options })),
        undefined,
        2
      )}\n`
    );
    return 0;
  }
  for (const [id, target] of known) {
    terminal.out(`${id}  ${target.title}: ${target.description}\n  notebooks in ${target.languages.join(', ')}; runs with: ${target.command}\n`);
    for (const option of target.options)
      terminal.out(`  --${kebab(option.name)}  ${option.description} (${option.type}, default ${JSON.stringify(option.default)})\n`);
  }
  return 0;
}

/** An option's name as a flag. */
export const kebab = (name: string): string => name.replace(/[A-Z_]/g, letter => `-${letter === '_' ? '' : letter.toLowerCase()}`);
