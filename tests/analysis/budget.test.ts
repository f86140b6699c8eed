import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { notebookDocument } from '../support/notebook.js';

/** Functions that all lead to each other, in many cells, over values of which nothing is known: half a minute, if each cell could take its time. */
const functions = Array.from(
  { length: 30 },
  (_, i) => `def f${i}(x):
    tokens.append(lib${i}(x).group)
    if peek(): return [f${(i + 1) % 30}(t.left, t) for t in tokens] + f${(i * 7 + 3) % 30}(x.right).value
    return f${(i * 11 + 5) % 30}(tokens.pop(), x)
f${i >> 1}(start.at${i})`
);

it('follows calls only as far as a notebook may take', () => {
  const cells = ['from somewhere import *\ntokens = []', ...functions].map((source, index) => ({ source, tags: [`node:n${index}`] }));
  const { analysis, plan, diagnostics } = planNotebook(notebookDocument(cells), { name: 'n' });
  // What is made while calls are followed is what takes the time.
  expect(analysis?.places.length).toBeLessThan(100_000);
  const told = diagnostics.filter(({ code }) => code === 'analysis-budget').map(({ message }) => message);
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told).size).toBe(told.length);
  const last = plan?.nodes.at(-1);
  expect(last?.inputs.flatMap(({ names }) => names)).toContain('tokens');
});

it('follows an object that is called by way of itself no further', () => {
  const { diagnostics } = planNotebook(
    notebookDocument(['class A: pass\na = A()\nA.__call__ = a\nA.__new__ = A', 'a(1)', 'A(2)'].map((source, index) => ({ source, tags: [`node:n${index}`] }))),
    { name: 'n' }
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('follows functions that use up iterators over iterators, where a library calls them', () => {
  const cells = [
    `import pandas as pd
def hours(time):
    return round(sum(int(x) * 60 ** (i - 2) for i, x in enumerate(reversed(time.split(':')))), 2)
def feet(field):
    return int(field.replace(',', '').replace('ft', ''))
def rides(path):
    return pd.read_table(path, converters=dict(hours=hours, feet=feet))`,
    "one = rides('one.tsv')\nother = rides('other.tsv')"
  ].map((source, index) => ({ source, tags: [`node:n${index}`] }));
  const { analysis, diagnostics } = planNotebook(notebookDocument(cells), { name: 'n' });
  expect(diagnostics.map(({ code }) => code)).not.toContain('analysis-budget');
  expect(analysis?.cells.flatMap(({ files }) => files.map(({ path }) => path))).toEqual(['one.tsv', 'other.tsv']);
});
