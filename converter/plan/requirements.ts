import type { Analysis } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { unknownDistribution } from '../diagnostics/messages.js';
import type { Language } from '../languages/language.js';
import type { FileListing } from '../notebook/listing.js';
import { localModule } from './modules.js';
import type { Requirement } from './plan.js';

/** Distributions of the modules that the notebook imports, by name; local modules and the standard library are left out. */
export function findRequirements(
  analysis: Analysis,
  language: Language,
  files: FileListing
): { requirements: readonly Requirement[]; diagnostics: readonly Diagnostic[] } {
  const found = new Map<string, { modules: Set<string>; certain: boolean }>();
  const diagnostics: Diagnostic[] = [];
  for (const { cell, facts } of analysis.cells) {
    for (const { module, level, span } of facts.imports) {
      const root = module.split('.')[0] ?? module;
      if (level > 0 || localModule(root, files) !== undefined || isWritten(root, analysis)) continue;
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

/** The notebook writes the module's file itself. */
function isWritten(root: string, analysis: Analysis): boolean {
  return analysis.cells.some(({ files }) => files.some(({ path, mode }) => mode !== 'read' && (path === `${root}.py` || path.startsWith(`${root}/`))));
}
