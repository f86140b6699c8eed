import { expect, it } from 'vitest';
import { analyzeCells, type WalkCache } from '../../converter/analysis/analyze.js';
import type { Analysis } from '../../converter/analysis/analysis.js';
import type { CellText } from '../../converter/analysis/walk.js';
import { planNotebook, type FactsCache } from '../../converter/index.js';
import { python } from '../../converter/languages/python/index.js';
import { notebookDocument } from '../support/notebook.js';
import { differenceOf } from './same.js';

const textOf = (id: string, source: string): CellText => ({
  cell: { id, index: 0, kind: 'code', source, tags: [], intent: { directives: [] } } as unknown as CellText['cell'],
  facts: python.analyze({ id, source, directives: [] }, '3.13')
});

/** All that is told of a notebook, with what names lead to. */
function whole(analysis: Analysis): unknown {
  const { cells, places, versions } = analysis;
  return {
    cells,
    places,
    versions,
    reached: cells.map((_, at) => [...analysis.exit(at)].map(([name, { locs }]) => [name, analysis.reach(at, locs), analysis.held(at, locs)]))
  };
}

/** Analyzes a notebook, an edit of it, and the notebook again: which cells were walked again after the edit. */
function walkedAgain(sources: readonly string[], edit: (cells: readonly CellText[]) => readonly CellText[]): string {
  const kept: WalkCache = {};
  const before = sources.map((source, index) => textOf(`c${index}`, source));
  analyzeCells(before, { language: python, kept });
  const looks = new Set(kept.walk?.cells.map(cell => cell.looks));
  const after = edit(before);
  const analysis = analyzeCells(after, { language: python, kept });
  expect(differenceOf(whole(analysis), whole(analyzeCells(after, { language: python })))).toBeUndefined();
  const again = kept.walk?.cells.flatMap(cell => (looks.has(cell.looks) ? [] : [cell.analysis.cell.id])) ?? [];
  const back = analyzeCells(before, { language: python, kept });
  expect(differenceOf(whole(back), whole(analyzeCells(before, { language: python })))).toBeUndefined();
  return again.join(' ');
}

/** Plans a notebook and what edits make of it with one cache: the first difference from plans without. */
function plannedAgain(drafts: readonly (readonly string[])[]): string | undefined {
  const cache: FactsCache = new Map();
  for (const sources of drafts) {
    const document = notebookDocument(sources.map((source, index) => ({ id: `c${index}`, source, tags: [`node:n${index}`] })));
    const found = differenceOf(planNotebook(document, { name: 'edited', cache }), planNotebook(document, { name: 'edited' }));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is changed, the cells, which of them is another, and which are walked again. */
const edits: readonly (readonly [string, readonly string[], number, string, string])[] = [
  ['a number', ['n = 1', 'm = 2', 'print(n)', 'print(m)'], 0, 'n = 5', 'c0 c2'],
  ['what is bound anew', ['n = 1', 'n = 1', 'm = 2', 'print(n, m)'], 0, 'n = "a"', 'c0 c1'],
  ['a text', ['n = "a.txt"', 'm = 2', 'print(open(n).read())', 'print(m)'], 0, 'n = "b.txt"', 'c0 c2'],
  ['the type of a name', ['n = 1', 'm = [2]', 'k = n', 'print(k)', 'print(m)'], 0, 'n = [1]', 'c0 c1 c2 c3 c4'],
  ['one object more', ['n = [1]', 'm = [2]', 'k = n', 'k.append(1)', 'print(m)'], 0, 'n = [[1]]', 'c0 c2 c3'],
  ['many objects more', ['n = [1]', 'm = [2]', 'print(n)', 'print(m)'], 0, `n = [${'[1], '.repeat(40)}]`, 'c0 c1 c2 c3'],
  ['a name that is bound no more', ['n, k = [1], [2]', 'm = [3]', 'print(n)', 'print(k, m)'], 0, 'k = [2]', 'c0 c2 c3'],
  ['a name that is deleted', ['n, k = [1], [2]', 'm = [3]', 'del n', 'print(k, m)'], 2, 'del k', 'c2 c3'],
  ['what is deleted is kept', ['n, k = [1], [2]', 'del n', 'm = [3]', 'print(k, m)'], 1, 'print(n)', 'c1 c2 c3'],
  ['a name that is bound on one way', ['n = [1]', 'if n: k = n', 'm = [3]', 'print(k)', 'print(m)'], 1, 'if n: k = []', 'c1 c2 c3 c4'],
  [
    'what a list is given',
    ['a, b, c = [], [], []', 'a.append(b)', 'a.append(1)', 'a[0].append(c)', 'print(b)', 'print(c)'],
    1,
    'a.append(c)',
    'c1 c2 c3 c4 c5'
  ],
  [
    'what a list is no more given',
    ['a, b, c = [], [], []', 'a.append(b)', 'b.append(1)', 'a[0].append(c)', 'print(b)', 'c.append(3)'],
    1,
    'a.append(1)',
    'c1 c3 c4'
  ],
  [
    'what a dictionary has under a key',
    ['d, a, b = {}, [], []', 'd["x"] = a', 'd["y"] = b', 'd["x"].append(1)', 'd["y"].append(1)', 'print(a, b)'],
    1,
    'd["x"] = b',
    'c1 c2 c3 c4'
  ],
  ['a function', ['def f(x): return x', 'a, b = [], []', 'c = f(a)', 'c.append(1)', 'print(b)'], 0, 'def f(x): return [x]', 'c0 c2 c3'],
  [
    'a function that a function calls',
    ['def f(x): return x', 'def g(x): return f(x)', 'a = []', 'g(a).append(1)', 'print(a)'],
    0,
    'def f(x): return list(x)',
    'c0 c3'
  ],
  ['a global that a function reads', ['n = [1]', 'def f(): return n', 'm = f()', 'm.append(1)', 'print(n)'], 0, 'n = {1: 2}', 'c0 c2 c3 c4'],
  [
    'a class',
    ['class A:\n    def f(self): return self.x\n    def __init__(self): self.x = []', 'a = A()', 'a.f().append(1)', 'b = [1]', 'print(b)'],
    0,
    'class A:\n    def f(self): return [self.x]\n    def __init__(self): self.x = []',
    'c0 c1 c2'
  ],
  ['the first object of a class', ['class A: pass', 'b = [1]', 'for x in b: print(x)', 'print(b)'], 1, 'b = [A()]', 'c1 c2 c3'],
  ['the last object of a class', ['class A: pass', 'b = [A()]', 'c = [1]', 'print(c)', 'print(b)'], 1, 'b = [1]', 'c1 c4'],
  ['the first iterator', ['b = [1]', 'c = [2]', 'print(list(c))', 'print(b)'], 0, 'b = iter([1])', 'c0 c1 c2 c3'],
  ['the last iterator', ['b = iter([1])', 'c = [2]', 'print(list(c))', 'print(b)'], 0, 'b = [1]', 'c0 c1 c2 c3'],
  [
    'a generator',
    ['log = []', 'def g(n):\n    log.append(n)\n    yield n', 'x = g(1)', 'y = [1]', 'print(list(x))', 'print(y, log)'],
    1,
    'def g(n):\n    yield [n]',
    'c1 c2 c4'
  ],
  ['a seed', ['import random\nrandom.seed(1)', 'x = random.random()', 'y = [1]', 'print(random.random())', 'print(y)'], 0, 'import random', 'c0 c1'],
  [
    'an option',
    ['import pandas as pd', 'pd.set_option("display.width", 3)', 'x = [1]', 'print(pd.DataFrame({"a": x}))', 'x.append(2)'],
    1,
    'print(pd)',
    'c1 c3'
  ],
  [
    'a file',
    ['n = 1', 'with open("a.txt", "w") as f: f.write("x")', 'x = [1]', 'print(open("a.txt").read())', 'print(x)'],
    1,
    'with open("b.txt", "w") as f: f.write("x")',
    'c1 c2 c3 c4'
  ],
  ['a file that stays open', ['f = open("a.txt", "w")', 'f.write("x")', 'x = [1]', 'f.close()', 'print(open("a.txt").read(), x)'], 3, 'print(f)', 'c3 c4'],
  ['the folder', ['import os', 'os.chdir("sub")', 'x = [1]', 'print(open("a.txt").read())', 'print(x)'], 1, 'os.chdir("other")', 'c1 c3'],
  ['a module that binds unknown names', ['x = [1]', 'from somewhere import *', 'y = [2]', 'print(x, thing)', 'print(y)'], 1, 'import somewhere', 'c1 c2 c3 c4'],
  ['all names of a known module', ['x = [1]', 'from math import *', 'y = [2]', 'print(sqrt(2))', 'print(x, y)'], 1, 'from cmath import *', 'c1 c2 c3 c4'],
  ['a patch', ['import math\nx = [1]', 'math.half = 0.5', 'y = [2]', 'print(math.half)', 'print(x, y)'], 1, 'print(math)', 'c1 c2 c3 c4'],
  [
    'a thread',
    [
      'import threading\nlog, other = [], []\ndef work(): log.append(1)',
      't = threading.Thread(target=work)',
      't.start()',
      'x = [1]',
      't.join()',
      'print(log, other, x)'
    ],
    2,
    'print(t)',
    'c2 c3 c4 c5'
  ],
  [
    'a thread that is awaited',
    [
      'import threading\nlog, other = [], []\ndef work(): log.append(1)',
      't = threading.Thread(target=work)\nt.start()',
      'x = [1]',
      't.join()',
      'y = [2]',
      'print(log, other, x, y)'
    ],
    3,
    'print(3)',
    'c3 c4 c5'
  ],
  ['an address', ['a, b = [1], [2]', 'seen = {id(a)}', 'x = [3]', 'print(id(b) in seen)', 'print(x)'], 1, 'seen = {id(b)}', 'c1'],
  ['an address that nobody takes', ['a, b = [1], [2]', 'seen = {id(a)}', 'x = [3]', 'y = x', 'print(y)'], 1, 'seen = {3}', 'c1'],
  ['a view', ['import numpy as np\na, b = np.zeros(3), np.ones(3)', 'v = a[1:]', 'x = [1]', 'v[0] = 2', 'print(a, b, x)'], 1, 'v = b[1:]', 'c1 c3'],
  ['a column', ['import pandas as pd\ndf = pd.DataFrame({"a": [1]})', 'c = df["a"]', 'x = [1]', 'c[0] = 2', 'print(df, x)'], 1, 'c = df["a"] + 1', 'c1 c3'],
  ['memory as it was found', ['import numpy as np', 'a = np.empty(3)', 'x = [1]', 'a[:] = 1', 'print(a, x)'], 3, 'print(a)', 'c3 c4'],
  [
    'a generator without a seed',
    ['import numpy as np', 'g = np.random.default_rng()', 'x = [1]', 'print(g.random())', 'print(x)'],
    1,
    'g = np.random.default_rng(3)',
    'c1 c3'
  ],
  [
    'what an attribute turns out to be',
    ['class A: pass\na = A()', 'a.x = [1]', 'a.y = [2]', 'a.x.append(1)', 'a.y.append(2)', 'print(a)'],
    1,
    'a.x = {}',
    'c1 c2 c3 c4 c5'
  ],
  [
    'a partial function',
    ['from functools import partial\na, b = [], []', 'f = partial(a.append, 1)', 'x = [1]', 'f()', 'print(a, b, x)'],
    1,
    'f = partial(b.append, 1)',
    'c1 c3 c4'
  ],
  ['text that runs as code', ['a, b = [], []', 'exec("a.append(1)")', 'x = [1]', 'print(a)', 'print(b, x)'], 1, 'exec("b.append(1)")', 'c1'],
  [
    'an exception',
    ['a, b = [], []', 'try:\n    a.append(1)\nexcept ValueError as e:\n    b.append(e)', 'x = [1]', 'print(a)', 'print(b, x)'],
    1,
    'try:\n    b.append(1)\nexcept ValueError as e:\n    a.append(e)',
    'c1 c3 c4'
  ],
  [
    'what a list holds, where each cell says the same',
    ['a = [1]\nn = []\nn.append(a)', 'a.append(2)', 'print(n)', 'print(a)'],
    0,
    'a = [1]\nn = []\nn.append([])',
    'c0 c2'
  ],
  ['what a list holds no more', ['a, b = [1], [2]\nn = []\nn.append(a)', 'b.append(2)', 'print(n)'], 0, 'a, b = [1], [2]\nn = []\nn.append(b)', 'c0 c2'],
  [
    'what a list within a list holds',
    ['a = [1]\nn = [[]]\nn[0].append(a)', 'a.append(2)', 'b = [3]', 'del b', 'print(n)'],
    0,
    'a = [1]\nn = [[]]\nn[0].append([])',
    'c0 c4'
  ],
  ['the order of names', ['a = 1\nb = 2', 'x = [3]', 'print(dir())', 'print(x)'], 0, 'b = 2\na = 1', 'c0 c2'],
  ['names that go and come again', ['a, b = 1, 2\ndel a', 'a = 3', 'print(dir())'], 0, 'a, b = 1, 2\ndel b', 'c0 c1 c2'],
  ['a name that is bound again', ['n = 1', 'n = 2', 'x = [3]', 'print(n)'], 0, 'n = 5', 'c0 c1'],
  ['the dictionary of attributes', ['class A: pass\na, d = A(), {}', 'a.__dict__ = d', 'x = [1]', 'print(a)', 'print(x)'], 1, 'a.y = d', 'c1 c2 c3 c4'],
  ['what was last shown', ['a, b = [1], [2]', 'a', 'x = [1]', 'print(_)', 'print(b, x)'], 1, 'b', 'c1'],
  ['the type of an element', ['xs = [[1]]', 'ys = [2]', 'print(ys)', 'z = xs[0]', 'print(z)'], 0, 'xs = [{1: 2}]', 'c0 c3 c4'],
  ['an element more in an element', ['xs = [[1]]', 'ys = [2]', 'print(ys)', 'xs[0].append(ys)', 'print(xs)'], 0, 'xs = [[1, []]]', 'c0 c3 c4'],
  [
    'what an array within a list is, of which there is a view',
    ['import numpy as np', 'xs = [np.zeros(3)]', 'v = xs[0][1:]', 'ys = [2]', 'v[0] = 1', 'print(xs, v)', 'print(ys)'],
    1,
    'xs = [np.random.default_rng(1)]',
    'c1 c2 c3 c4 c5 c6'
  ],
  ['a generator of other code', ['def f(x): yield x', 'g = [f([1])]', 'ys = [2]', 'for x in g[0]: x.append(3)', 'print(ys)'], 1, 'g = [f({})]', 'c1 c3'],
  ['a figure', ['import matplotlib.pyplot as plt', 'plt.plot([1])', 'x = [1]', 'plt.show()', 'print(x)'], 1, 'print(plt)', 'c1 c3 c4']
];

it.each(edits)('walks again what looked at something else: %s', (_, ...[sources, at, source, again]) => {
  expect(walkedAgain(sources, cells => cells.with(at, textOf(`c${at}`, source)))).toBe(again);
  expect(plannedAgain([sources, sources.with(at, source), sources])).toBeUndefined();
});

const cells = ['a, b = [1], [2]', 'c = a', 'c.append(3)', 'print(b)', 'print(a)'];

it('walks all again from a cell on that came, went or stands elsewhere', () => {
  expect(walkedAgain(cells, all => all.toSpliced(2, 0, textOf('new', 'print(b)')))).toBe('new c2 c3 c4');
  expect(walkedAgain(cells, all => all.toSpliced(2, 1))).toBe('c3 c4');
  expect(walkedAgain(cells, ([first, second, third, ...others]) => [first, third, second, ...others].flatMap(each => each ?? []))).toBe('c2 c1');
  expect(walkedAgain(cells, all => [...all, textOf('new', 'print(c)')])).toBe('new');
  expect(walkedAgain(cells, all => all.slice(0, -1))).toBe('');
  expect(walkedAgain(cells, () => [])).toBe('');
});

it('walks nothing again where all is as it was', () => {
  expect(walkedAgain(cells, all => all)).toBe('');
});

it('walks again what has to make do with fewer steps', () => {
  const much = (name: string, count: number) => `def ${name}():\n${`    [${'1, '.repeat(100)}]\n`.repeat(count)}${name}()`;
  const long = [0, 1, 2, 3, 4, 5].map(at => much(`f${at}`, 180));
  expect(walkedAgain([...long, 'print(1)', 'f0()'], all => all.with(1, textOf('c1', 'def f1(): pass')))).toBe('c1 c2 c3 c4 c5 c6 c7');
  expect(walkedAgain(['def f(): pass', 'print(1)', 'f()'], all => all.with(0, textOf('c0', much('f', 180))))).toBe('c0 c1 c2');
});
