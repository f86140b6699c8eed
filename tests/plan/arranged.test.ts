import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

/** The nodes with their cells, of a notebook with cells of the nodes `a`, `b`, `a`, and one that ends it. */
function arranged(...[one, two, three, last = 'print()']: readonly string[]): string {
  const cells = [
    { source: 'import os', tags: ['setup'] },
    { source: one, tags: ['node:a'] },
    { source: two, tags: ['node:b'] },
    { source: three, tags: ['node:a'] },
    { source: last, tags: ['node:last'] }
  ];
  const { plan, diagnostics } = planNotebook(notebookDocument(cells), { name: 'arranged' });
  if (diagnostics.some(({ code }) => code === 'group-cycle')) return 'cycle';
  return plan?.nodes.map(({ name, cells: own }) => `${name} ${own.map(({ id }) => id).join(' ')}`).join(', ') ?? '';
}

const up = 'a c2 c4, b c3, last c5';
const down = 'b c3, a c2 c4, last c5';

describe('a node in two parts', () => {
  it.each([
    ['has nothing to do with what stands between', ['x = [1]', 'y = [2]\nprint(y)', 'print(x)'], up],
    ['reads in its second part what stands between', ['x = [1]', 'y = [2]', 'print(x, y)'], down],
    ['gives what the second part of another reads', ['x = [1]', 'y = x + [2]', 'print(y)'], 'cycle'],
    ['binds a name that the other reads', ['x = [1]', 'print(len(os.sep))\ny = [x]', 'x = [2]\nprint(y)'], 'cycle'],
    ['binds a name anew that the other has read', ['x = [1]', 'y = [x]', 'x = [2]', 'print(x)'], 'cycle'],
    ['binds what the other binds, for a later node', ['x = [1]', 'y = [2]', 'y = [3]\nprint(x)', 'print(y)'], down],
    ['binds what the other binds, for nobody', ['x = [1]', 'y = [2]\nprint(y)', 'y = [3]\nprint(x, y)'], up],
    ['deletes what the other reads', ['x = [1]', 'print(x)', 'del x'], 'cycle'],
    ['perhaps deletes what the other reads', ['x = [1]', 'print(x)', 'if os.sep:\n    del x'], 'cycle'],
    ['changes what the other reads', ['x = [1]', 'print(x)', 'x.append(2)'], 'cycle'],
    ['reads what the other changes', ['x = [1]', 'x.append(2)', 'print(x)'], 'cycle'],
    ['changes what the other has under a name of its own', ['x = [1]', 'y = x', 'x.append(2)', 'print(y)'], 'cycle'],
    ['writes what the other reads', ['open("f", "w").write("1")', 'print(open("f").read())', 'open("f", "w").write("2")'], 'cycle'],
    ['reads another file than the other writes', ['x = [1]', 'open("f", "w").write("1")', 'print(open("g").read(), x)'], up],
    ['runs text that cannot be read', ['x = [1]', 'y = [2]', 'exec(os.environ["A"])'], down],
    ['stands around text that cannot be read', ['x = [1]', 'exec(os.environ["A"])', 'print(x)'], 'cycle'],
    [
      'sets options that the other goes by',
      ['x = 1 / 3', 'import decimal\nprint(decimal.Decimal(1) / 3)', 'import decimal\ndecimal.getcontext().prec = 3\nprint(x)'],
      down
    ],
    ['waits for the other', ['x = [1]', 'print(2)', '#| after: b\nprint(x)'], down],
    ['is waited for, and reads what waits', ['x = [1]', '#| after: a\ny = [2]', 'print(x, y)'], 'cycle']
  ])('%s', (_, cells, expected) => {
    expect(arranged(...cells)).toBe(expected);
  });
});

/** Cells `name: source`, one a node or a part of one. */
function planOf(...cells: readonly string[]) {
  const tagged = cells.map(cell => ({ source: cell.slice(cell.indexOf(':') + 2), tags: [`node:${cell.slice(0, cell.indexOf(':'))}`] }));
  const { plan, diagnostics } = planNotebook(notebookDocument(tagged), { name: 'arranged' });
  return {
    nodes: plan?.nodes.map(({ name, cells: own }) => `${name} ${own.map(({ id }) => id).join(' ')}`),
    told: diagnostics.filter(({ code }) => code === 'group-cycle')
  };
}

describe('several nodes in parts', () => {
  it('are brought together one after the other', () => {
    const { nodes, told } = planOf('a: x = [1]', 'b: y = [2]', 'a: x.append(2)', 'c: z = [3]', 'b: y.append(3)', 'a: print(x)', 'last: print(x, y, z)');
    expect([nodes, told]).toEqual([['a c1 c3 c6', 'b c2 c5', 'c c4', 'last c7'], []]);
  });

  it('run with all that stands between where one of these is in the way', () => {
    const { nodes, told } = planOf('a: x = [1]', 'b: y = [2]', 'c: z = x + [3]', 'a: print(x, z)', 'last: print(y)');
    expect(nodes).toEqual(['a_b_c c1 c2 c3 c4', 'last c5']);
    expect(told.map(({ at }) => at?.cell)).toEqual(['c4']);
    expect(told[0]?.message).toMatch(/\ba\b.*\bb\b.*\bc\b/);
  });
});
