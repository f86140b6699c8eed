import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

describe('the package of a notebook', () => {
  it.each([
    ['Sales 2024', '', 'sales_2024'],
    ['tools', 'import tools.parts as parts', 'tools_pipeline'],
    ['parts', 'import tools.parts as parts', 'parts'],
    ['pandas', '', 'pandas_pipeline'],
    ['json', '', 'json_pipeline']
  ])('%s with "%s" is %s', (name, source, expected) => {
    expect(planNotebook(notebookDocument([{ source: `${source}\nprint(1)`, tags: ['node:a'] }]), { name }).plan?.package).toBe(expected);
  });

  it('is planned where nothing is a node, too', () => {
    const { plan, diagnostics } = planNotebook(notebookDocument(['import math', '']), { name: 'notes' });
    expect([plan?.nodes, diagnostics.map(({ code }) => code)]).toEqual([[], ['no-nodes']]);
  });
});
