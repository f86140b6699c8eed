import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { notebookDocument } from '../support/notebook.js';

/** What is told of a notebook, and what passes between its cells. */
function planned(...cells: readonly string[]) {
  const { plan, diagnostics } = planNotebook(notebookDocument(cells.map((source, index) => ({ source, tags: [`node:n${index}`] }))), { name: 'n' });
  return {
    told: diagnostics.filter(({ code }) => code === 'analysis-budget').map(({ message, at }) => `${at?.cell ?? ''}: ${message}`),
    edges: plan?.edges.map(({ from, to, reasons }) => `${from} -> ${to}: ${reasons.map(({ name }) => name).join(' ')}`)
  };
}

/** So many expressions, in lines of a hundred. */
const expressions = (count: number, indent: string) => Array.from({ length: count / 100 }, () => `${indent}xs = [${'n, '.repeat(100)}]`).join('\n');

it('follows all of a cell, however long it is', () => {
  const { told, edges } = planned(
    'n, ys = 1, []\ndef last(rows): return rows[-1]',
    `${expressions(30_000, '')}\nend = last(xs)`,
    'ys.append(end)',
    'print(ys)'
  );
  expect(told).toEqual([]);
  expect(edges).toEqual(['n0 -> n1: n', 'n0 -> n2: ys', 'n1 -> n2: end', 'n2 -> n3: ys']);
});

it('gives up a call that goes on for too long: it may change all that is within reach', () => {
  const { told, edges } = planned(
    `log, kept, other = [], [], []
def much(held):
    global name
    n = 1
${expressions(30_000, '    ')}
    name = held[0]
    log.append(1)
    return held
def call(held): return much(held)`,
    'inner = []\ngiven = [inner]\nback = call(given)',
    'back[0].append(1)',
    'print(log, inner, name)',
    'print(other)'
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/'call'/);
  expect(edges).toEqual(['n0 -> n1: log much', 'n1 -> n2: log inner name back', 'n2 -> n3: inner log name', 'n0 -> n4: other']);
});

it('gives up loops within loops that go on for too long: all that they name may change, and be bound to any of them', () => {
  const depth = 12;
  const loops = Array.from(
    { length: depth },
    (_, at) =>
      `${'    '.repeat(at)}for i${at} in a${at % 5}:\n${'    '.repeat(at + 1)}a${(at + 2) % 5}.append(a${(at * 3) % 5}); a${at % 5} = [a${(at + 1) % 5}]`
  );
  const { told, edges } = planned(
    `${Array.from({ length: 6 }, (_, at) => `a${at} = []`).join('\n')}\nlog, other = [], []\ndef note(x): log.append(x)`,
    [...loops, `${'    '.repeat(depth)}note(a5)\n${'    '.repeat(depth)}a0, a1, a2, a3, a4, a5 = a1, a2, a3, a4, a5, a0`].join('\n'),
    'a5.append(1)',
    'print(log, a0)',
    'print(other)'
  );
  expect(told).toEqual([expect.stringContaining('This loop')]);
  expect(edges).toEqual(['n0 -> n1: a0 a1 a2 a3 a4 a5 log note', 'n1 -> n2: a0 a5 log', 'n2 -> n3: a0 log', 'n0 -> n4: other']);
});
