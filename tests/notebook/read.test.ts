import { describe, expect, it } from 'vitest';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument } from '../support/notebook.js';

const codes = (document: unknown) => readNotebook(document, 'penguins').diagnostics.map(({ code }) => code);

describe('what is read', () => {
  it('takes JSON text and what it stands for alike', () => {
    const document = notebookDocument(['x = 1', { kind: 'markdown', source: '# Title' }]);
    const fromText = readNotebook(`\uFEFF${JSON.stringify(document)}`, 'penguins');
    expect(fromText).toEqual(readNotebook(document, 'penguins'));
    expect(fromText).toMatchObject({ name: 'penguins', kernel: 'python3', language: 'python', languageVersion: '3.11', diagnostics: [] });
    expect(fromText.cells.map(({ id, index, kind }) => [id, index, kind])).toEqual([
      ['c1', 0, 'code'],
      ['c2', 1, 'markdown']
    ]);
  });

  it('joins lists of lines, unifies line ends and drops byte order marks', () => {
    const { cells } = readNotebook(notebookDocument([{ source: ['\uFEFFa = 1\r\n', 'b = 2\r', 'c = 3'] }]), 'n');
    expect(cells[0]?.source).toBe('a = 1\nb = 2\nc = 3');
  });

  it('makes up stable, unique ids where the file has none, repeats one or has one that is not allowed', () => {
    const ids = [undefined, 'a', 'a', 'cell-1', 7, 'not an id', '../x', ''];
    const { cells } = readNotebook(notebookDocument(ids.map(id => ({ source: 'x', id: id === undefined ? null : id }))), 'n');
    expect(cells.map(({ id }) => id)).toEqual(['cell-1-2', 'a', 'cell-3', 'cell-1', 'cell-5', 'cell-6', 'cell-7', 'cell-8']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('reads nbformat 4.%i', minor => {
    expect(readNotebook({ ...notebookDocument(['x']), nbformat_minor: minor }, 'n').cells).toHaveLength(1);
  });

  it('keeps execution counts and leaves foreign tags and metadata alone', () => {
    const { cells, diagnostics } = readNotebook(notebookDocument([{ source: 'x', count: 3, tags: ['hide_input', 5, 'remove-cell'] }]), 'n');
    expect(cells[0]).toMatchObject({ executionCount: 3, tags: ['hide_input', 'remove-cell'], intent: { directives: [] } });
    expect(diagnostics).toEqual([]);
  });

  it('takes its name from the metadata, where they have one', () => {
    expect(readNotebook(notebookDocument([], { espalier: { name: 'Fraud\n report' } }), 'n').name).toBe('Fraud report');
  });

  it('knows the kernel of a notebook that only names a language, and of one that names nothing', () => {
    expect(readNotebook({ nbformat: 4, cells: [], metadata: { language_info: { name: 'typescript' } } }, 'n').kernel).toBe('typescript');
    expect(readNotebook({ nbformat: 4, cells: [] }, 'n').kernel).toBe('python3');
  });
});

describe('the digest', () => {
  const base = notebookDocument([{ source: 'x = 1', count: 1 }]);
  const of = (document: unknown) => readNotebook(document, 'n').digest;

  it('does not depend on outputs and execution counts', () => {
    const run = {
      ...base,
      cells: [{ ...(base['cells'] as object[])[0], execution_count: 9, outputs: [{ output_type: 'stream', name: 'stdout', text: 'hi' }] }]
    };
    expect(of(run)).toBe(of(base));
  });

  it('depends on sources, tags and our metadata', () => {
    const others = [
      notebookDocument(['x = 2']),
      notebookDocument([{ source: 'x = 1', tags: ['skip'] }]),
      notebookDocument([{ source: 'x = 1', espalier: { role: 'setup' } }])
    ];
    expect(new Set([base, ...others].map(of)).size).toBe(4);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['', 'it is empty'],
    ['{"cells": [', 'it is not JSON: it ends too early'],
    ['{\n"cells": oops}', 'it is not JSON'],
    ['<<<<<<< HEAD\n{}\n=======\n', 'it holds the marks of an unfinished merge'],
    ['[]', 'it is JSON, but not an object'],
    ['null', 'it is JSON, but not an object'],
    ['{}', "it has neither 'nbformat' nor 'cells'"],
    ['{"nbformat": 4}', "its 'cells' are not a list"],
    ['{"nbformat": "4", "cells": []}', "its 'nbformat' is not a number"],
    ['{"nbformat": 4, "cells": [], "metadata": []}', "its 'metadata' are not an object"]
  ])('%s', (text, reason) => {
    const { diagnostics, cells } = readNotebook(text, 'n');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'invalid-notebook', severity: 'error' });
    expect(diagnostics[0]?.message).toContain(reason);
    expect(cells).toEqual([]);
  });

  it('names formats that are too old or too new', () => {
    expect(codes({ nbformat: 3, nbformat_minor: 0, metadata: {}, worksheets: [{ cells: [] }] })).toEqual(['unsupported-format']);
    expect(codes({ nbformat: 5, cells: [] })).toEqual(['unsupported-format']);
  });

  it('points at each cell that is broken, and keeps the places of the others', () => {
    const cells = [
      7,
      { cell_type: 'heading', source: 'x' },
      { cell_type: 'code', source: { a: 1 } },
      { cell_type: 'code', source: 'x', metadata: 'no' },
      { cell_type: 'code', source: 'y' }
    ];
    const notebook = readNotebook({ nbformat: 4, cells }, 'n');
    expect(notebook.diagnostics.map(({ code, at }) => [code, at?.cell])).toEqual([1, 2, 3, 4].map(number => ['invalid-notebook', `cell-${number}`]));
    expect(notebook.cells.map(({ index, kind }) => [index, kind]).at(-1)).toEqual([4, 'code']);
  });
});
