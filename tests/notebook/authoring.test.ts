import { describe, expect, it } from 'vitest';
import type { CellIntent } from '../../converter/notebook/notebook.js';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument, type TestCell } from '../support/notebook.js';

function read(...cells: readonly TestCell[]) {
  const notebook = readNotebook(notebookDocument(cells), 'n');
  return { cells: notebook.cells, diagnostics: notebook.diagnostics.map(({ severity, code }) => `${severity} ${code}`), messages: notebook.diagnostics };
}

/** The intent of a cell below two nodes; directive spans as the text they cover. */
function intentOf(cell: TestCell): Omit<CellIntent, 'directives'> & { readonly directives?: readonly string[] } {
  const { cells, messages } = read('%%node clean', '%%node "a b"', cell);
  expect(messages).toEqual([]);
  const { intent, source } = cells[2] ?? { intent: { directives: [] }, source: '' };
  const { directives, ...rest } = intent;
  return directives.length === 0 ? rest : { ...rest, directives: directives.map(({ from, to }) => source.slice(from, to)) };
}

describe('one intent, four forms', () => {
  const train = { role: 'node', node: 'train', outputs: ['model', 'scaler'] };
  it.each<[string, TestCell]>([
    ['metadata', { source: 'fit()', espalier: { role: 'node', node: 'train', outputs: ['model', 'scaler'] } }],
    ['metadata without a role', { source: 'fit()', espalier: { node: 'train', outputs: ['model', 'scaler'] } }],
    ['directive lines', '#| node: train\n#| outputs: model, scaler\nfit()'],
    ['directive lines with a YAML list', '#| node: train\n#| outputs:\n#|   - model\n#|   - scaler\nfit()'],
    ['directive lines with a flow list', '#| node: "train"\n#| outputs: [model, scaler]\nfit()'],
    ['%%node', '%%node train --outputs model scaler\nfit()'],
    ['tags and a directive line', { source: '#|outputs: model scaler\nfit()', tags: ['node:train'] }]
  ])('%s', (_, cell) => {
    expect(intentOf(cell)).toMatchObject(train);
  });
});

describe('roles', () => {
  it.each(['setup', 'parameters', 'skip'] as const)('%s', role => {
    expect(intentOf({ source: '', espalier: { role } })).toEqual({ role });
    expect(intentOf({ source: '', tags: [role] })).toEqual({ role });
    expect(intentOf(`#| role: ${role}`)).toMatchObject({ role });
  });

  it("takes papermill's injected parameters for parameters", () => {
    expect(intentOf({ source: 'a = 1', tags: ['injected-parameters'] })).toEqual({ role: 'parameters' });
  });

  it('leaves untagged cells, markdown and raw cells without one', () => {
    const { cells } = read('x', { kind: 'markdown', source: '#| node: a', tags: ['node:a'] }, { kind: 'raw', source: '', espalier: { node: 'b' } });
    expect(cells.map(({ intent }) => intent)).toEqual([{ directives: [] }, { directives: [] }, { directives: [] }]);
  });
});

describe('directive lines', () => {
  it('stand at the top, after a magic, among comments and other tools’ lines', () => {
    expect(intentOf('\n%%time\n\n# A comment\n#| label: fig-loss\n#| node: train\nfit()').directives).toEqual(['#| node: train']);
    expect(intentOf('//| node: train\nfit()')).toMatchObject({ node: 'train', directives: ['//| node: train'] });
  });

  it('do not stand below code', () => {
    expect(intentOf('x = 1\n#| node: train')).toEqual({});
    expect(intentOf('text = """\n#| node: train\n"""')).toEqual({});
  });

  it('cover all their lines and nothing else', () => {
    expect(intentOf('#| outputs:\n#|   - a\n# why\n#| node: train\nfit()').directives).toEqual(['#| outputs:', '#|   - a', '#| node: train']);
  });

  it('read values of every shape', () => {
    const source = [
      'node: naïve node',
      'retries: 2',
      'timeout: 90.5',
      'cache: no',
      'image: python:3.11',
      'resources: cpu=2, memory=4Gi',
      'env: {MODE: "1"}',
      'after: a b, clean',
      'description: two: parts # told'
    ];
    expect(intentOf(source.map(line => `#| ${line}`).join('\n'))).toMatchObject({
      node: 'naïve node',
      retries: 2,
      timeout: 90.5,
      cache: false,
      image: 'python:3.11',
      resources: { cpu: '2', memory: '4Gi' },
      env: { MODE: '1' },
      after: ['a b', 'clean'],
      description: 'two: parts # told'
    });
  });
});

describe('%%node', () => {
  it('takes quotes, options with = and switches', () => {
    const magic = "%%node 'load data' --retries=2 --cache --after 'a b' clean";
    expect(intentOf(`${magic}\n%%time\n#| timeout: 5\nx`)).toEqual({
      role: 'node',
      node: 'load data',
      retries: 2,
      cache: true,
      after: ['a b', 'clean'],
      timeout: 5,
      directives: [magic, '#| timeout: 5']
    });
  });

  it('says what it does not know', () => {
    const { diagnostics, messages } = read('%%node train --output model\nx');
    expect(diagnostics).toEqual(['warning invalid-metadata']);
    expect(messages[0]).toMatchObject({ hint: "Did you mean 'outputs'?", at: { cell: 'c1', span: { from: 0, to: 27 } } });
  });
});

describe('conflicts', () => {
  it('of two forms: the stronger counts', () => {
    const { cells, diagnostics, messages } = read({ source: '#| node: b\nx', espalier: { node: 'a' }, tags: ['node:c'] });
    expect(cells[0]?.intent.node).toBe('a');
    expect(diagnostics).toEqual(['warning conflicting-tags']);
    expect(messages[0]?.message).toBe("The cell is 'node:a' by its metadata, 'node:b' by its directive lines, 'node:c' by its tags, of which the first counts");
  });

  it('inside one form: an error', () => {
    expect(read({ source: 'x', tags: ['node:a', 'node:b'] }).diagnostics).toEqual(['error conflicting-tags']);
    expect(read({ source: 'x', espalier: { role: 'setup', node: 'b' } }).diagnostics).toEqual(['error conflicting-tags']);
  });

  it('of a setting', () => {
    expect(read({ source: '#| retries: 2\nx', espalier: { node: 'a', retries: 1 } })).toMatchObject({
      diagnostics: ['warning conflicting-tags'],
      cells: [{ intent: { retries: 1 } }]
    });
  });

  it('are none where all say the same, and where skip is added to a tagged cell', () => {
    expect(read({ source: '%%node a\n#| node: a\nx', espalier: { node: 'a' }, tags: ['node:a'] }).diagnostics).toEqual([]);
    expect(read({ source: 'x', tags: ['node:a', 'skip'] })).toMatchObject({ diagnostics: [], cells: [{ intent: { role: 'skip' } }] });
  });
});

describe('mistakes', () => {
  it('in our metadata cost only the key that is wrong', () => {
    const { cells, diagnostics, messages } = read({ source: 'x', espalier: { node: 'a', ouputs: ['x'], retries: -1, cache: true } });
    expect(diagnostics).toEqual(['warning invalid-metadata', 'warning invalid-metadata']);
    expect(messages[0]).toMatchObject({ message: "There is no cell setting 'ouputs'", hint: "Did you mean 'outputs'?" });
    expect(cells[0]?.intent).toEqual({ role: 'node', node: 'a', cache: true, directives: [] });
  });

  it('in directive lines are told where the key is nearly ours', () => {
    expect(read('#| nodes: a\nx').diagnostics).toEqual(['warning invalid-metadata']);
    expect(read('#| echo: false\n#| output: false\n#| fig-cap: a figure\n#| export\nx').diagnostics).toEqual([]);
    expect(read('#| retries: often\n#| node: [a\nx').diagnostics).toEqual(['warning invalid-metadata']);
  });

  it('in notebook metadata', () => {
    const notebook = readNotebook(notebookDocument([], { espalier: { version: 2, root: '/etc', traget: 'kedro', target: 'kedro' } }), 'n');
    expect(notebook.settings).toEqual({ target: 'kedro' });
    expect(notebook.diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['invalid-metadata', undefined],
      ['invalid-metadata', undefined],
      ['invalid-metadata', "Did you mean 'target'?"]
    ]);
  });

  it('in node names', () => {
    expect(read({ source: 'x', espalier: { role: 'node' } }, '%%node\nx', { source: 'x', tags: ['node:学习'] }).diagnostics).toEqual([
      'error invalid-node-name',
      'error invalid-node-name',
      'error invalid-node-name'
    ]);
    expect(read({ source: 'x', tags: ['node:../x'] }, '#| node: class', '#| node: naïve node').diagnostics).toEqual([]);
  });

  it('between nodes', () => {
    expect(read('#| node: a\n#| after: b\nx', '#| node: b\nx').diagnostics).toEqual(['error order-cycle']);
    expect(read('#| node: load\nx', '#| node: b\n#| after: laod\nx').messages[0]).toMatchObject({ code: 'unknown-node', hint: "Did you mean 'load'?" });
    expect(read('#| node: a\n#| outputs: m\nm=1', '#| node: b\n#| outputs: m\nm=2').diagnostics).toEqual(['error repeated-output']);
    expect(read('#| node: a\n#| outputs: m\nm=1', '#| outputs: m\nm=2').diagnostics).toEqual([]);
  });
});
