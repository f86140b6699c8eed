import type { Analysis } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { unknownDistribution } from '../diagnostics/messages.js';
import type { Language } from '../languages/language.js';
import type { FileListing } from '../notebook/listing.js';
import { localModule, rootOf } from '../languages/modules.js';
import type { Requirement } from './plan.js';

/** Distributions of the modules that the notebook imports, by name; local modules and the standard library are left out. */
export function findRequirements(
  analysis: Analysis,
  language: Language,
  files: FileListing
): { requirements: readonly Requirement[]; diagnostics: readonly Diagnostic[] } {
  const found = new Map<string, { modules: Set<string>; certain: boolean }>();
  const diagnostics: Diagnostic[] = [];
  const written = writtenFiles(analysis);
  for (const { cell, facts } of analysis.cells) {
    for (const { module, level, span } of facts.imports) {
      const root = rootOf(module);
      if (level > 0 || localModule(root, files) !== undefined || isWritten(root, written)) continue;
      const { kind, name } = language.distribution(module);
      if (kind === 'standard') continue;
      const entry = found.get(name);
      if (!entry && kind === 'unknown') diagnostics.push(unknownDistribution(root, { cell: cell.id, span }));
      found.set(name, { modules: (entry?.modules ?? new Set()).add(root), certain: kind === 'known' });
    }
  }
  const requirements = [...found].map(([distribution, { modules, certain }]) => ({ distribution, modules: [...modules].sort(), certain }));
  return { requirements: requirements.sort((a, b) => (a.distribution < b.distribution ? -1 : 1)), diagnostics };
}

const writtenFiles = ({ cells }: Analysis): readonly string[] =>
  cells.flatMap(({ files }) => files.flatMap(({ path, mode }) => (mode === 'read' || mode === 'list' ? [] : path)));

/** The notebook writes the module's file itself. */
const isWritten = (root: string, written: readonly string[]): boolean => written.some(path => path === `${root}.py` || path.startsWith(`${root}/`));
