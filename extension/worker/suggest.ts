import { planNotebook, proposal, type ConvertOptions } from '../../converter/index.js';
import type { Suggestion } from '../model/view.js';

/** What each code cell would become if nodes were proposed for the notebook. */
export function suggest(document: unknown, options: ConvertOptions): Suggestion {
  const { notebook, analysis, plan } = planNotebook(document, { ...options, auto: true });
  return { cells: analysis && plan ? proposal(notebook, analysis, plan).cells : [] };
}
