import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notebookDocument, type TestCell } from '../support/notebook.js';
import { espalier, scratch, write } from '../support/terminal.js';

const folder = scratch();
const setup = { source: 'import pandas as pd', tags: ['setup'] };
const parameters = { source: 'share = 0.3', tags: ['parameters'] };
const cells: readonly TestCell[] = [
  setup,
  parameters,
  { source: 'x = [1, 2, 3]', tags: ['node:load'] },
  { source: 'y = [v * share for v in x]', tags: ['node:scale'] },
  { source: 'print(y)', tags: ['node:tell'] }
];
const put = (name: string, changed: readonly TestCell[]) => write(join(folder, `${name}.ipynb`), JSON.stringify(notebookDocument(changed)));
put('one', cells);

async function differences(changed: readonly TestCell[], ...more: readonly string[]): Promise<string> {
  put('other', changed);
  const { out, err, code } = await espalier(folder, 'diff', 'one.ipynb', 'other.ipynb', ...more);
  expect([err, code]).toEqual(['', 0]);
  return out;
}

describe('diff', () => {
  it('tells nodes, edges, parameters and datasets', async () => {
    const changed = [
      setup,
      { source: 'share = 0.5', tags: ['parameters'] },
      cells[2] as TestCell,
      { source: 'y = [v * share for v in x]\ntotal = sum(y)', tags: ['node:scale'] },
      { source: 'print(y, total, x)', tags: ['node:report'] }
    ];
    expect(await differences(changed)).toBe(
      [
        '- node tell: function',
        '+ node report: function',
        '- edge scale → tell: y',
        '+ edge load → report: x',
        '+ edge scale → report: total, y',
        '~ parameter share: 0.3 (float) → 0.5 (float)',
        '+ dataset total: value, 02_intermediate',
        ''
      ].join('\n')
    );
  });

  it('tells a change of the order, and settings of nodes', async () => {
    const more = [...cells.slice(0, 2), cells[2], { source: 'z = 1\nprint(z)', tags: ['node:alone'] }, cells[3], cells[4]] as readonly TestCell[];
    put('one', more);
    const moved = [...cells.slice(0, 2), { source: 'z = 1\nprint(z)', espalier: { node: 'alone', timeout: 5 } }, ...cells.slice(2)];
    const told = await differences(moved);
    put('one', cells);
    expect(told).toBe('~ node alone: function → function, timeout 5\n~ order nodes: load, alone, scale, tell → alone, load, scale, tell\n');
  });

  it('has nothing to say of comments, blank lines, headings and places of cells', async () => {
    const cosmetic: readonly TestCell[] = [
      { source: '# A title', kind: 'markdown' },
      setup,
      { source: 'share = 0.3  # of all', tags: ['parameters'] },
      { source: '# three\n\nx = [1, 2, 3]', tags: ['node:load'], id: 'new' },
      { source: '## Scaling', kind: 'markdown' },
      ...cells.slice(3)
    ];
    expect(await differences(cosmetic)).toBe('');
    expect((await espalier(folder, 'diff', 'one.ipynb', 'other.ipynb', '--check')).code).toBe(0);
  });

  it('reads manifests, as JSON too, and can be a gate', async () => {
    await espalier(folder, 'compile', 'one.ipynb', '-o', 'project');
    expect((await espalier(folder, 'diff', 'project', 'one.ipynb', '--check')).out).toBe('');
    put('other', cells.slice(0, 4));
    const { code, out } = await espalier(folder, 'diff', join('project', 'pipeline.manifest.json'), 'other.ipynb', '--check', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      changes: [
        { kind: 'node', name: 'tell', before: 'function' },
        { kind: 'edge', name: 'scale → tell', before: 'y' },
        { kind: 'dataset', name: 'y', before: 'list, 02_intermediate' }
      ]
    });
    expect((await espalier(folder, 'diff', 'project', 'nowhere.ipynb')).code).toBe(1);
    expect((await espalier(folder, 'diff', 'project', '.')).code).toBe(2);
  });
});
