import { describe, expect, it } from 'vitest';
import { convert } from '../../converter/convert.js';
import { fileOf } from '../support/emitted.js';

const cell = (id: string, source: string, tag: string) => ({ cell_type: 'code', id, source, metadata: { tags: [tag] }, outputs: [], execution_count: null });
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
  cells: [
    cell('a', '_alpha = 2\nsize = (3, 4)', 'parameters'),
    cell('b', 'parameters = {"a": _alpha}\n_x = 3\ndonnées = [1]\nX, x = [1], 5\ndef show(v):\n    return v\nsize', 'node:first'),
    cell('c', 'print(parameters, _x, données, X, x, size, show(1))\nX', 'node:second')
  ]
};

describe('names that engines or file systems take for something else', () => {
  const { project } = convert(notebook, { name: 'odd' });
  const file = (path: string) => (project ? fileOf(project, path) : '');
  const entries = (path: string) => file(path).match(/^[^\s#].*?(?=:)/gm) ?? [];

  it('are not those of datasets', () => {
    const datasets = entries('conf/base/catalog.yml');
    expect(datasets.filter(name => name === 'parameters' || name.startsWith('_'))).toEqual([]);
    expect(new Set(datasets.map(name => name.toLowerCase())).size).toBe(datasets.length);
  });
  it('stay those of parameters', () => expect(entries('conf/base/parameters.yml')).toEqual(['_alpha', 'size']));
  it("lead to the notebook's function, and to the runtime's by another", () => {
    expect(file('src/odd/nodes.py')).toContain('from .helpers import show\nfrom .runtime import node\nfrom .runtime import show as show_2\n');
    expect(file('src/odd/nodes.py')).toContain('show_2(size)');
  });
});
