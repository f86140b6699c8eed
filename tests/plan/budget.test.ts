import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { listingOf, type FilesBeside } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';

/** What is told of a notebook, and what passes between its cells. */
const planned = (...cells: readonly string[]) => plannedBeside({}, ...cells);

function plannedBeside(beside: FilesBeside, ...cells: readonly string[]) {
  const document = notebookDocument(cells.map((source, index) => ({ source, tags: [`node:n${index}`] })));
  const { plan, diagnostics } = planNotebook(document, { name: 'n', files: listingOf(beside) });
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

it('knows of a call that it gives up what was done to files, draws and figures until then', () => {
  const { told, edges } = planned(
    'import random, matplotlib.pyplot as plt\nrandom.seed(1)',
    `def draw():
    n = random.random()
    plt.plot([n])
    with open('drawn.txt', 'w') as file: file.write(str(n))
    much(n)
def much(n):
    for again in range(3):
${expressions(30_000, '        ')}`,
    'draw()',
    "print(open('drawn.txt').read())",
    'print(random.random())',
    'print(1)'
  );
  expect(told).toHaveLength(1);
  expect(edges).toEqual(['n0 -> n2: ·rng.python', 'n2 -> n4: ·rng.python', 'n2 -> n3: ·file:drawn.txt']);
});

it('follows calls into modules beside the notebook as far as a cell may take', () => {
  const steps = `def short():
    with open('short.txt', 'w') as file: file.write('1')
def long():
    short()
    n = 1
${expressions(3000, '    ')}
    with open('long.txt', 'w') as file: file.write('1')
`;
  const { told, edges } = plannedBeside(
    { 'steps.py': steps },
    'import steps',
    'steps.long()',
    "print(open('short.txt').read())",
    "print(open('long.txt').read())",
    'steps.long()\nsteps.short()',
    'print(1)\nsteps.short()',
    'log = []\ndef note(x): log.append(x)\nnote(steps.short())',
    'print(log)'
  );
  expect(told).toEqual([]);
  const short = ['n1 -> n2', 'n1 -> n4', 'n2 -> n4', 'n1 -> n5', 'n2 -> n5', 'n4 -> n5', 'n1 -> n6', 'n2 -> n6', 'n4 -> n6', 'n5 -> n6'];
  expect(edges).toEqual([...['n1', 'n4', 'n5', 'n6'].map(user => `n0 -> ${user}: steps`), 'n6 -> n7: log', ...short.map(edge => `${edge}: ·file:short.txt`)]);
});

it('follows a module that is imported to its end, however much its cell has done before', () => {
  const { told, edges } = plannedBeside(
    { 'seeded.py': 'import random\ndef set_up():\n    random.seed(3)\nset_up()\n' },
    `import random\nrandom.seed(1)\ndef much():\n    n = 1\n${expressions(30_000, '    ')}`,
    'much()\nimport seeded',
    'print(random.random())'
  );
  expect(told).toHaveLength(1);
  expect(edges).toEqual(['n1 -> n2: ·rng.python']);
});

it('takes a call into a module that goes on for too long for what its name says', () => {
  const steps = `n = 1
def register_long():
${expressions(3000, '    ')}
def register_short():
    return n
def show(): print(n)
`;
  const { edges } = plannedBeside({ 'steps.py': steps }, 'import steps', 'steps.register_short()', 'steps.show()', 'steps.register_long()', 'steps.show()');
  expect(edges).toEqual(['n0 -> n1: steps', 'n0 -> n2: steps', 'n0 -> n3_n4: steps']);
});

it('knows of a module that a call imports, and that goes on for too long, what it has done until then', () => {
  const inner = `import os, random
if os.path.exists('a.txt'):
    random.seed(2)
def much():
    n = 1
${expressions(30_000, '    ')}
if os.path.exists('a.txt'):
    os.environ['MODE'] = 'x'
    much()
`;
  const { edges } = plannedBeside(
    { 'inner.py': inner, 'outer.py': 'def start():\n    import inner\n' },
    'import outer, os, random\nrandom.seed(1)',
    'outer.start()',
    "print(random.random(), os.environ.get('MODE'))"
  );
  expect(edges).toEqual(['n0 -> n1: outer ·rng.python', 'n1 -> n2: ·rng.python ·env']);
});
