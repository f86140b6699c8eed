import type { Analysis } from '../analysis/analysis.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { importAfterSeed, unseededDraw } from '../diagnostics/messages.js';
import type { Import, Language } from '../languages/language.js';
import type { FileListing } from '../notebook/listing.js';
import type { CellLocation } from '../source/span.js';
import { localModule, rootOf } from '../languages/modules.js';

const prefix = '·rng.';
const generator = `${prefix}python`;

/** First draws from each generator that no cell has seeded before: no two runs of the notebook give the same there. */
export function findUnseededDraws({ cells }: Analysis): readonly Diagnostic[] {
  const known = new Set<string>();
  const found: Diagnostic[] = [];
  for (const { uses, definitions } of cells) {
    for (const { name, rule, at } of uses) {
      if (!name.startsWith(prefix) || rule !== 'draw' || known.has(name)) continue;
      const library = name.slice(prefix.length);
      found.push(unseededDraw(library === 'python' ? 'random' : library, at));
      known.add(name);
    }
    for (const { name, rule } of definitions) if (name.startsWith(prefix) && rule !== 'draw') known.add(name);
  }
  return found;
}

/**
 * Imports between a seed and the draws that it is for. Some libraries draw when they are first imported, which a notebook
 * does where the import stands and a pipeline before everything else.
 */
export function findImportsAfterSeeds(analysis: Analysis, language: Language, files: FileListing): readonly Diagnostic[] {
  const imported = new Set<string>();
  const found = new Map<string, CellLocation>();
  let seed: CellLocation | undefined;
  let late: { readonly root: string; readonly at: CellLocation } | undefined;
  const isForeign = ({ module, level }: Import) =>
    level === 0 && language.distribution(module).kind !== 'standard' && localModule(rootOf(module), files) === undefined;
  for (const { cell, facts, definitions, uses } of analysis.cells) {
    const isDrawn = uses.some(({ name }) => name === generator);
    if (isDrawn && late) found.set(late.root, late.at);
    const sets = definitions.find(({ name, rule }) => name === generator && rule !== 'draw');
    if (sets) [seed, late] = [sets.at, undefined];
    for (const each of facts.imports) {
      const root = rootOf(each.module);
      const isAfter = seed !== undefined && (seed.cell !== cell.id || (seed.span?.to ?? 0) <= each.span.from);
      if (isAfter && isForeign(each) && !imported.has(root)) late ??= { root, at: { cell: cell.id, span: each.span } };
      imported.add(root);
    }
    // A draw of the same cell may stand below the import.
    if (isDrawn && !sets && late?.at.cell === cell.id) found.set(late.root, late.at);
  }
  return [...found].map(([root, at]) => importAfterSeed(root, at));
}
