import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTags } from '../../converter/cli/tagging.js';
import type { Proposal } from '../../converter/plan/propose.js';
import { notebookDocument } from '../support/notebook.js';
import { espalier, scratch, write } from '../support/terminal.js';

const folder = scratch();
const heading = (source: string) => ({ kind: 'markdown', source });
const cells = [
  heading('# Sales\n\n## Setup'),
  'import pandas as pd\nfrom sklearn.model_selection import train_test_split\npd.options.display.max_rows = 20',
  'share = 0.3\nname = "north"',
  'def clean(table):\n    return table.dropna()',
  heading('## Load the data'),
  'sales = pd.DataFrame({"a": [1, 2, None]})',
  'sales = clean(sales)',
  heading('## Split'),
  'part, rest = train_test_split(sales, test_size=share, random_state=5)',
  heading('## Report'),
  'print(name, len(part))'
];

async function proposed(...sources: Parameters<typeof notebookDocument>[0]): Promise<Proposal> {
  write(join(folder, 'p.ipynb'), JSON.stringify(notebookDocument(sources)));
  const { out, code, err } = await espalier(folder, 'suggest', 'p.ipynb', '--format', 'json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Proposal;
}

describe('suggest', () => {
  it('proposes nodes at headings, tells setup and parameter cells, and lists literals', async () => {
    const { nodes, cells: own, literals } = await proposed(...cells);
    expect(nodes.map(({ name, cells: places, takes, gives }) => [name, places, takes, gives])).toEqual([
      ['load_data', [5, 6], [], ['sales']],
      ['split', [8], ['sales'], ['part']],
      ['report', [10], ['part'], []]
    ]);
    expect(own.slice(0, 3).map(({ index, role }) => [index, role])).toEqual([
      [1, 'setup'],
      [2, 'parameters'],
      [3, 'setup']
    ]);
    expect(literals).toEqual([
      { name: 'share', value: 0.3, cell: 2 },
      { name: 'name', value: 'north', cell: 2 },
      { name: 'random_state', value: 5, cell: 8, of: 'sklearn.model_selection.train_test_split' }
    ]);
  });

  it('shares a section of definitions wherever it stands, and gives empty cells to nobody', async () => {
    const helpers = [heading('## Helpers'), 'def double(n):\n    return 2 * n', ''];
    const { nodes, cells: own } = await proposed(heading('## Load'), 'x = [1, 2]\nprint(x)', ...helpers, heading('## Report'), 'print(double(x))', '');
    expect(nodes.map(({ name, cells: places }) => [name, places])).toEqual([
      ['load', [1]],
      ['report', [6]]
    ]);
    expect(own.map(({ index, role }) => [index, role])).toEqual([
      [1, 'node'],
      [3, 'setup'],
      [6, 'node']
    ]);
  });

  it('leaves cells that say what they are as they are', async () => {
    const { nodes, cells: own } = await proposed(
      { source: 'import math', tags: ['setup'] },
      'x = 1\ny = [x] * 9',
      { source: 'print("by the way")', tags: ['skip'] },
      'print(sum(y))'
    );
    expect(nodes.map(({ cells: places }) => places)).toEqual([[1, 3]]);
    expect(own.map(({ index }) => index)).toEqual([1, 3]);
  });

  it('prints a table, and lets a notebook that has nodes as it is', async () => {
    write(
      join(folder, 'tagged.ipynb'),
      JSON.stringify(
        notebookDocument([
          { source: 'x = 1', tags: ['node:one'] },
          { source: 'x', tags: ['node:two'] }
        ])
      )
    );
    const before = readFileSync(join(folder, 'tagged.ipynb'), 'utf8');
    const { code, out } = await espalier(folder, 'suggest', 'tagged.ipynb', '--write');
    expect(code).toBe(0);
    expect(out).toMatch(/^tagged\.ipynb: 2 nodes, as they are tagged\n\nnode +cells +takes +gives\none +1 +– +x\ntwo +2 +x +–\n/);
    expect(readFileSync(join(folder, 'tagged.ipynb'), 'utf8')).toBe(before);
  });

  it('writes tags that give the proposed plan, and changes nothing else', async () => {
    const path = join(folder, 'write.ipynb');
    const before = `${JSON.stringify(notebookDocument(cells), undefined, 1)}\n`;
    write(path, before);
    const { out, code } = await espalier(folder, 'suggest', 'write.ipynb', '--write');
    expect([code, out.endsWith('written to write.ipynb\n')]).toEqual([0, true]);
    const after = readFileSync(path, 'utf8');
    const tags = JSON.parse(after) as { readonly cells: { metadata: { espalier?: unknown } }[] };
    expect(tags.cells[5]?.metadata.espalier).toEqual({ role: 'node', node: 'load_data' });
    for (const cell of tags.cells) delete cell.metadata.espalier;
    expect(tags).toEqual(JSON.parse(before));
    const lines = new Set(before.split('\n'));
    const added = after.split('\n').filter(line => !lines.has(line));
    expect(added.filter(line => !/"(metadata|espalier|role|node)": |^ *\}/.test(line))).toEqual([]);
    const { out: graph } = await espalier(folder, 'graph', 'write.ipynb');
    expect(graph).toContain('load_data');
    expect((await espalier(folder, 'suggest', 'write.ipynb')).out).toContain('3 nodes, as they are tagged');
  });

  it('has nothing to read from standard input that it could write to', async () => expect((await espalier(folder, 'suggest', '-', '--write')).code).toBe(2));
});

describe('tags', () => {
  const settings = { role: 'node', node: 'a' };
  it.each([
    ['{"cells":[{"metadata":{},"source":"x"}]}', '{"cells":[{"metadata":{"espalier":{"role":"node","node":"a"}},"source":"x"}]}'],
    ['{"cells": [{"metadata": {"tags": []}}]}', '{"cells": [{"metadata": {"espalier": {"role": "node", "node": "a"}, "tags": []}}]}'],
    ['{"cells": [{"source": "x"}]}', '{"cells": [{"metadata": {"espalier": {"role": "node", "node": "a"}}, "source": "x"}]}'],
    ['{\n\t"cells": [\n\t\t{\n\t\t\t"metadata": {}\n\t\t}\n\t]\n}', undefined],
    ['{\r\n  "cells": [\r\n    {\r\n      "metadata": {"b": 1, "a": 2}\r\n    }\r\n  ]\r\n}', undefined]
  ])('are put into %j', (text, expected) => {
    const after = writeTags(text, [{ index: 0, settings }]);
    if (expected !== undefined) expect(after).toBe(expected);
    const { cells: own } = JSON.parse(after) as { readonly cells: { metadata: { espalier: unknown } }[] };
    expect(own[0]?.metadata.espalier).toEqual(settings);
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
  });

  it('leave what is there', () => {
    const text = '{"cells": [{"metadata": {"espalier": {"role": "skip"}}}, {"metadata": null}]}';
    const after = writeTags(text, [
      { index: 0, settings },
      { index: 1, settings }
    ]);
    expect(JSON.parse(after)).toEqual({ cells: [{ metadata: { espalier: { role: 'skip', node: 'a' } } }, { metadata: null }] });
  });
});
