// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { declaredNodes } from '../../extension/nodes.js';

/** jsdom lacks what Lumino extends while it is being loaded. */
globalThis.DragEvent = class extends MouseEvent {} as typeof DragEvent;
const { nodesBody } = await import('../../extension/body.js');

const notebook = (...sources: readonly string[]) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
  cells: sources.map((source, index) => ({ id: `cell-${index}`, cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source }))
});

describe('nodes of the open notebook', () => {
  it('are those that its cells declare, in document order', async () => {
    const { nodes, problems } = await declaredNodes(notebook('#| node: load\nx = 1', '#| node: clean\ny = x', '#| node: load\nz = 2', 'print(y)'), 'penguins');
    expect(nodes).toEqual([
      { name: 'load', cells: [1, 3] },
      { name: 'clean', cells: [2] }
    ]);
    expect(problems).toEqual([]);
  });

  it('come with the problems of their declarations, which name the cell', async () => {
    const { problems } = await declaredNodes(notebook('x = 1', '#| node: load\n#| role: setup\nx = 1'), 'penguins');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^Cell 2: /);
  });

  it('are none in what is no notebook', async () => {
    expect((await declaredNodes(undefined, 'penguins')).nodes).toEqual([]);
  });
});

describe('their list', () => {
  it('names the cells', () => {
    const { node } = nodesBody({ nodes: [{ name: 'load', cells: [1, 3] }], problems: [] });
    expect(node.querySelector('li')?.textContent).toBe('load (cells 1, 3)');
    expect(node.querySelector('h3')).toBeNull();
  });

  it('says what to write where there is none', () => {
    expect(nodesBody({ nodes: [], problems: [] }).node.textContent).toContain('#| node: name');
  });

  it('shows problems as text, never as markup', () => {
    const { node } = nodesBody({ nodes: [], problems: ['Cell 1: <b>no</b>'] });
    expect(node.querySelector('ul li')?.textContent).toBe('Cell 1: <b>no</b>');
  });
});
