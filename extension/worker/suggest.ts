import { planNotebook, type Conversion, type ConvertOptions } from '../../converter/index.js';
import type { SuggestedCell, Suggestion } from '../model/view.js';

/** What each code cell would become if nodes were proposed for the notebook. */
export function suggest(document: unknown, options: ConvertOptions): Suggestion {
  const conversion = planNotebook(document, { ...options, auto: true });
  const { notebook, plan } = conversion;
  if (!plan) return { cells: [] };
  const nodes = new Map(plan.nodes.flatMap(({ name, cells }) => cells.map(({ id }) => [id, name])));
  const code = notebook.cells.filter(({ kind, intent }) => kind === 'code' && intent.role === undefined);
  let above: string | undefined;
  return {
    cells: code.flatMap(({ id, index, source }): readonly SuggestedCell[] => {
      above = nodes.get(id) ?? above;
      if (source.trim() === '') return [];
      if (above !== undefined && above !== 'setup') return [{ id, index, role: 'node', node: above }];
      return [{ id, index, role: holdsOnlyValues(id, conversion) ? 'parameters' : 'setup' }];
    })
  };
}

/** `rate = 0.1` and the like, line by line: what a run may want to set. */
function holdsOnlyValues(id: string, { analysis }: Conversion): boolean {
  const facts = analysis?.cells.find(({ cell }) => cell.id === id)?.facts;
  if (!facts || facts.statements.length === 0) return false;
  const values = new Set(facts.literals.filter(({ value }) => value === null || typeof value !== 'object').map(({ name }) => name));
  return facts.statements.every(({ kind, binds }) => kind === 'assignment' && binds.length === 1 && binds.every(name => values.has(name)));
}
