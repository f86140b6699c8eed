import { planNotebook, proposal, type ConvertOptions } from '../../converter/index.js';
import type { Suggestion } from '../model/view.js';

/** What each code cell would become if nodes were proposed for the notebook. Cells that say what they are stay so. */
export function suggest(document: unknown, options: ConvertOptions): Suggestion {
  const { notebook, analysis, plan } = planNotebook(document, { ...options, auto: true });
  if (!analysis || !plan) return { cells: [] };
  const tagged = new Set(notebook.cells.filter(({ intent }) => intent.role !== undefined).map(({ id }) => id));
  return { cells: proposal(notebook, analysis, plan).cells.filter(({ id }) => !tagged.has(id)) };
}
