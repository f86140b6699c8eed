import { expect, it } from 'vitest';
import { planNotebook, type Conversion, type FactsCache } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';
import { differenceOf } from './same.js';

const usual = [
  'def twice(x):\n    return factor * x',
  'factor = 2\nrows = [1, 2]',
  'doubled = [twice(row) for row in rows]\nlimit = 3',
  'rows.append(4)\nprint(len(rows))',
  'print(doubled, rows, limit)'
];

const document = (sources: readonly string[]) => notebookDocument(sources.map((source, index) => ({ id: `c${index}`, source, tags: [`node:n${index}`] })));

/** How many nodes of the plan before are still the same objects after an edit of one cell. */
function kept(at: number, source: string, cells: readonly string[] = usual): number {
  const cache: FactsCache = new Map();
  const plan = (sources: readonly string[]): Conversion => planNotebook(document(sources), { name: 'edited', cache });
  const before = plan(cells).plan?.nodes ?? [];
  const after = plan(cells.with(at, source));
  expect(differenceOf(after, planNotebook(document(cells.with(at, source)), { name: 'edited' }))).toBeUndefined();
  return after.plan?.nodes.filter(node => before.includes(node)).length ?? 0;
}

const others = usual.length - 1;

it.each([
  ['another literal', 2, 'doubled = [twice(row) for row in rows]\nlimit = 30'],
  ['a comment above', 3, '# more\nrows.append(4)\nprint(len(rows))'],
  ['a name that nothing binds, in the midst of writing', 4, 'print(doubled, rows, limit)\npri'],
  ['a name that nothing else speaks of', 3, 'rows.append(4)\nprint(len(rows))\nlatest = 5'],
  ['such a name beside a function that nodes share', 0, 'def twice(x):\n    return factor * x\nlatest = 5'],
  ['objects that nothing else sees', 3, 'rows.append(4)\nprint(len(rows), len([5, [6]]))']
])('makes only the edited node anew: %s', (_, at, source) => {
  expect(kept(at, source)).toBe(others);
});

it.each([
  ['the value of a name that later cells read', 1, 'factor = 2\nrows = [[1], 2]'],
  ['another update', 3, 'doubled.append(4)\nprint(len(rows))'],
  ['a name read', 3, 'rows.append(limit)\nprint(len(rows))'],
  ['a name bound', 3, 'rows.append(4)\nlimit = 5\nprint(len(rows))'],
  ['a name that another cell speaks of', 3, 'rows.append(4)\nprint(len(rows))\ntwice = 5'],
  ["a name that nodes' texts would add", 3, 'rows.append(4)\nprint(len(rows))\nshow = 5'],
  ['an object of a new name', 3, 'rows.append(4)\nprint(len(rows))\nlatest = rows'],
  ['what other nodes state again', 0, 'def twice(x):\n    return factor * x * 2'],
  ['a comment above what other nodes state again', 0, '# mine\ndef twice(x):\n    return factor * x']
])('makes all nodes anew: %s', (_, at, source) => {
  expect(kept(at, source)).toBeLessThan(others);
});

/** Cells, which of them is edited and how, and how many nodes stay as they are. */
it.each<readonly [string, readonly string[], number, string, number]>([
  ['a lambda that a later node states again', ['f = lambda x: x + n', 'n = 2', 'print(f(n))', 'print(3)'], 0, 'f = lambda x: x - n', 0],
  ['what a lambda is not', ['f = lambda x: x + n\nm = 1', 'n = 2', 'print(f(n))', 'print(3)'], 0, 'f = lambda x: x + n\nm = 10', 3],
  ['an import', ['import math', 'print(math.pi)', 'print(3)'], 0, 'import math, os', 0],
  [
    'what joins nodes, a line further down',
    ['g = (i for i in range(3))', 'print(next(g))', 'print(list(g))', 'm = 1', 'print(m)'],
    0,
    '# more\ng = (i for i in range(3))',
    0
  ],
  ['nothing else than a script, a line further down', ['x = 1', 'globals()["y"] = x', 'print(y)', 'm = 1'], 1, '# more\nglobals()["y"] = x', 3],
  ['another cell than the one that joins nodes', ['g = (i for i in range(3))', 'print(next(g))', 'print(list(g))', 'm = 1', 'print(m)'], 3, 'm = 2', 2],
  ['how a lambda is written', ['f = lambda x: x + n', 'n = 2', 'print(f(n))', 'print(3)'], 0, 'f = lambda x: x  +  n', 0],
  ['what stands beside a lambda', ['f = lambda x: x + n  # one\nm = 1', 'n = 2', 'print(f(n))', 'print(3)'], 0, 'f = lambda x: x + n  # two\nm = 1', 0],
  ['what stands below a lambda', ['f = lambda x: x + n\n# one', 'n = 2', 'print(f(n))', 'print(3)'], 0, 'f = lambda x: x + n\n# two', 3],
  ['how an import is written', ['import math\nm = 1', 'print(math.pi)', 'print(3)'], 0, 'import  math\nm = 1', 0],
  ['how a number is written', ['n = 2  # one', 'm = [n]', 'print(m)', 'print(3)'], 0, 'n  =  2  # two', 3]
])('makes anew what goes by the edited text: %s', (_, ...[cells, at, source, count]) => {
  expect(kept(at, source, cells)).toBe(count);
});
