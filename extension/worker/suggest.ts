import { planNotebook, type ConvertOptions } from '../../converter/index.js';
import type { SuggestedCell, Suggestion } from '../model/view.js';

/** What each code cell would become if nodes were proposed for the notebook. */
export function suggest(document: unknown, options: ConvertOptions): Suggestion {
  const { notebook, plan } = planNotebook(document, { ...options, auto: true });
  if (!plan) return { cells: [] };
  const nodes = new Map(plan.nodes.flatMap(({ name, cells }) => cells.map(({ id }) => [id, name])));
  const code = notebook.cells.filter(({ kind, intent }) => kind === 'code' && intent.role === undefined);
  let above: string | undefined;
  return {
    cells: code.flatMap(({ id, index, source }): readonly SuggestedCell[] => {
      above = nodes.get(id) ?? above;
      if (source.trim() === '') return [];
      return [above === undefined || above === 'setup' ? { id, index, role: 'setup' } : { id, index, role: 'node', node: above }];
    })
  };
}
