import { expect, it } from 'vitest';
import { renderText } from '../../converter/diagnostics/text.js';
import { sourceLinesInFile } from '../../converter/notebook/fileLines.js';
import { headingsAbove, titlesAndDocs } from '../../converter/notebook/headings.js';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument } from '../support/notebook.js';

function readAll(document: unknown) {
  const notebook = readNotebook(document, 'n');
  titlesAndDocs(notebook);
  headingsAbove(notebook);
  renderText({ file: 'n.ipynb', cells: notebook.cells, diagnostics: notebook.diagnostics });
  if (typeof document === 'string') sourceLinesInFile(document);
  return notebook;
}

/** The same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const sample = notebookDocument(
  [
    { kind: 'markdown', source: '# Title\n\n- text\n\n```\n# no\n```' },
    {
      source: ['%%node "a b" --outputs x y\n', '#| retries: 2\n', '#| resources: {cpu: 1}\n', 'x = 1\r\n'],
      tags: ['step:a', 'limit:cpu:2', 'node:é'],
      count: 1
    },
    { source: '#| node: [a, *b, &c d]\n#| after:\n#|   - b\n', espalier: { node: 'z', env: { A: 'b' }, after: ['a b'] } }
  ],
  { espalier: { targetOptions: { a: [1, { b: null }] } }, kubeflow_notebook: { steps_defaults: ['image:x'] } }
);

it('reads damaged JSON without throwing', () => {
  const next = random(7);
  const text = JSON.stringify(sample);
  const pieces = [
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    '\\u0000',
    '\\ud800',
    'null',
    '1e999',
    '-',
    '\n',
    '&a ',
    '*a',
    '#| ',
    '%%node ',
    '__proto__',
    '🐧',
    '\u0000'
  ];
  for (let round = 0; round < 3000; round++) {
    let damaged = text;
    for (let edits = Math.ceil(next() * 4); edits > 0; edits--) {
      const at = Math.floor(next() * damaged.length);
      damaged = damaged.slice(0, at) + (pieces[Math.floor(next() * pieces.length)] ?? '') + damaged.slice(at + Math.floor(next() * 4));
    }
    readAll(damaged);
  }
});

it('reads documents with any value anywhere', () => {
  const values = [undefined, null, 0, NaN, '', 'x', [], {}, [[]], { length: 3 }, ['a', 1], Symbol('s'), () => 1, new Date(0), 10n, Object.create(null)];
  const paths = [
    'nbformat',
    'metadata',
    'cells',
    'metadata.espalier',
    'metadata.espalier.targetOptions',
    'metadata.kernelspec',
    'metadata.kernelspec.name',
    'metadata.language_info',
    'metadata.kubeflow_notebook',
    'cells.1',
    'cells.1.source',
    'cells.1.metadata',
    'cells.1.metadata.tags',
    'cells.1.metadata.tags.0',
    'cells.1.cell_type',
    'cells.1.id',
    'cells.2.metadata.espalier',
    'cells.2.metadata.espalier.env',
    'cells.2.metadata.espalier.node'
  ];
  for (const path of paths) {
    for (const value of values) {
      const document: unknown = structuredClone(sample);
      const keys = path.split('.');
      const owner = keys
        .slice(0, -1)
        .reduce<Record<string, unknown>>((object, key) => object[key] as Record<string, unknown>, document as Record<string, unknown>);
      owner[keys.at(-1) ?? ''] = value;
      readAll(document);
    }
  }
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

it.each<[string, string]>([
  ['deep lists anywhere', `{"nbformat": 4, "metadata": {"espalier": {"targetOptions": {"a": ${nested(10_000)}}}}, "cells": [${nested(10_000)}]}`],
  ['deep objects', `{"nbformat": 4, "cells": [], "metadata": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
  ['deep values of settings', JSON.stringify(notebookDocument([`#| env: ${nested(10_000)}\n#| after: ${'{a: '.repeat(100)}\n#| node:${' -'.repeat(5000)}`]))],
  [
    'a line of 5 MB',
    JSON.stringify(
      notebookDocument([
        `#| node: ${'a'.repeat(5_000_000)}`,
        { kind: 'markdown', source: `# ${' '.repeat(2_500_000)}${'`*_['.repeat(600_000)}` },
        'x'.repeat(5_000_000)
      ])
    )
  ],
  ['5 MB of comment', JSON.stringify(notebookDocument(['#| a\n'.repeat(1_000_000), '\n'.repeat(5_000_000), '#| node: a\n'.repeat(100_000)]))],
  [
    'markdown that tempts to go back',
    JSON.stringify(
      notebookDocument(
        ['![', '<!--', '[a](', '`'.repeat(9), '*a', '<a ', '{#', '\\', '![](data:', '- - - ', '# #'].map(text => ({
          kind: 'markdown',
          source: text.repeat(Math.ceil(1_000_000 / text.length))
        }))
      )
    )
  ],
  ['magic words without end', JSON.stringify(notebookDocument([`%%node ${'"'.repeat(200_001)}`, `%%node ${"' --a ".repeat(50_001)}`]))],
  ['aliases that multiply', JSON.stringify(notebookDocument([`#| env:\n#|   a: &a [x, x, x, x]\n#|   b: &b [*a, *a, *a, *a]\n#|   c: [*b, *b, *b, *b]`]))],
  [
    'odd characters',
    JSON.stringify(
      notebookDocument([
        { source: '\ud800 = "\udfff\u202e\u0000\u2028"', tags: ['node:\ud800\u0000\u202e'] },
        { kind: 'markdown', source: '# \ud800\u0000\u2028' }
      ])
    )
  ],
  [
    '100 000 cells',
    JSON.stringify(notebookDocument(Array.from({ length: 100_000 }, (_, index) => ({ source: `x = ${index}`, id: index % 3 ? 'same' : undefined }))))
  ]
])('%s', (_, text) => {
  const started = performance.now();
  readAll(text);
  expect(performance.now() - started).toBeLessThan(10_000);
});

it('reads a notebook of 50 MB of outputs about as fast as its JSON is parsed', () => {
  const output = { output_type: 'display_data', data: { 'image/png': 'A'.repeat(5_000_000) }, metadata: {} };
  const document = notebookDocument(['x = 1', 'y = 2']);
  const text = JSON.stringify({
    ...document,
    cells: (document['cells'] as object[]).map(cell => ({ ...cell, outputs: Array.from({ length: 5 }, () => output) }))
  });
  expect(text.length).toBeGreaterThan(50_000_000);
  expect(readNotebook(text, 'n').cells.map(({ source }) => source)).toEqual(['x = 1', 'y = 2']);
});
