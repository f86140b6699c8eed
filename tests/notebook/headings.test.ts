import { describe, expect, it } from 'vitest';
import { headingsAbove, titlesAndDocs } from '../../converter/notebook/headings.js';
import { sectionsOfMarkdown } from '../../converter/notebook/markdown.js';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument } from '../support/notebook.js';

const markdown = (source: string) => ({ kind: 'markdown', source });
const notebook = (...cells: Parameters<typeof notebookDocument>[0]) => readNotebook(notebookDocument(cells), 'n');

describe('headings of a text', () => {
  const titles = (source: string) => sectionsOfMarkdown(source).flatMap(({ level, title }) => (level > 0 ? [[level, title]] : []));

  it.each([
    [
      '# A\n## B ##\n###### C',
      [
        [1, 'A'],
        [2, 'B'],
        [6, 'C']
      ]
    ],
    [
      'A\n=\n\nB\nand C\n---',
      [
        [1, 'A'],
        [2, 'B and C']
      ]
    ],
    ['#not\n####### not\n    # code\n- item\n---\n> quote\n===', []],
    ['```python\n# not\n~~~\n```\n# A', [[1, 'A']]],
    ['~~~~\n# not\n~~~\n~~~~\n# A', [[1, 'A']]],
    ['<!--\n# not\n-->\n# A <!-- why -->', [[1, 'A <!-- why -->']]],
    ['```\n# never closed', []],
    ['## **Load** the `data`, [*all* of it](http://x) <b>now</b> {#anchor}', [[2, 'Load the data, all of it now']]],
    ['# ![logo](data:image/png;base64,AAAA) Title', [[1, 'logo Title']]],
    ['#', [[1, '']]]
  ])('%j', (source, expected) => expect(titles(source)).toEqual(expected));
});

it('gives a cell the heading and text directly above it, and the notebook its own', () => {
  const { intro, byCell } = titlesAndDocs(
    notebook(
      markdown('# Penguins\n\nThree kinds.\n\n## Load\n\nOne row each.'),
      'a',
      'b',
      markdown('## Clean'),
      markdown('Some are missing.'),
      '',
      'c',
      markdown('Only text.'),
      'd',
      markdown('## End')
    )
  );
  expect(intro).toEqual({ title: 'Penguins', doc: 'Three kinds.' });
  expect([...byCell]).toEqual([
    ['c2', { title: 'Load', doc: 'One row each.' }],
    ['c7', { title: 'Clean', doc: 'Some are missing.' }],
    ['c9', { doc: 'Only text.' }]
  ]);
});

it('keeps the levels of headings above cells', () => {
  const titled = notebook(markdown('# Penguins'), 'a', markdown('## Clean'), 'b', markdown('text'), 'c', markdown('### More\n\ntext'), 'd');
  expect([...headingsAbove(titled)]).toEqual([
    ['c4', { level: 2, title: 'Clean' }],
    ['c8', { level: 3, title: 'More' }]
  ]);
});

it('takes the first heading for the notebook’s own only where it is above all others', () => {
  expect(titlesAndDocs(notebook(markdown('# Load'), 'a', markdown('# Clean'), 'b')).intro).toEqual({});
  expect(titlesAndDocs(notebook('import x', markdown('# Load'), 'a')).intro).toEqual({});
});
