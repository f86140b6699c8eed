import { expect, it } from 'vitest';
import { sourceLinesInFile } from '../../converter/notebook/fileLines.js';
import { notebookDocument } from '../support/notebook.js';

it('finds each source line in the file as Jupyter writes it', () => {
  const text = JSON.stringify(
    notebookDocument([{ source: ['a = 1\n', '\n', 'text = "\\n # \\"quoted\\""\n', 'c'] }, { source: [] }, { source: ['x\n', ''] }, 'one\ntwo']),
    undefined,
    1
  );
  const lines = text.split('\n');
  const found = sourceLinesInFile(text).map(numbers => numbers.map(number => lines[number - 1]?.trim()));
  expect(found).toEqual([
    ['"a = 1\\n",', '"\\n",', String.raw`"text = \"\\n # \\\"quoted\\\"\"\n",`, '"c"'],
    [],
    ['"x\\n",', '""'],
    ['"source": "one\\ntwo",', '"source": "one\\ntwo",']
  ]);
});

it('is not misled by other places that say source', () => {
  const text = JSON.stringify(
    {
      metadata: { cells: [{ source: 'no' }], source: 'no' },
      cells: [{ metadata: { source: ['no'] }, outputs: [{ source: 'no', cells: [{ source: 'no' }] }], source: ['a\r\n', 'b'] }],
      source: 'no'
    },
    undefined,
    1
  );
  expect(sourceLinesInFile(text)).toHaveLength(1);
  expect(sourceLinesInFile(text)[0]?.map(number => text.split('\n')[number - 1]?.trim())).toEqual(['"a\\r\\n",', '"b"']);
});
