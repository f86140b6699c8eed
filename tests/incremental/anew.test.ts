import { expect, it } from 'vitest';
import { planNotebook, type FactsCache } from '../../converter/index.js';
import { listingOf, type FilesBeside } from '../support/listing.js';
import { notebookDocument, type TestCell } from '../support/notebook.js';
import { differenceOf } from './same.js';

/** A cell that is a node of its own, unless it says something else. */
const cellOf = (cell: TestCell, index: number): TestCell => ({
  id: `c${index}`,
  tags: [`node:n${index}`],
  ...(typeof cell === 'string' ? { source: cell } : cell)
});

interface Draft {
  readonly cells: readonly TestCell[];
  readonly beside?: FilesBeside;
  /** Whether the converter is told what these files say. */
  readonly isRead?: boolean;
  readonly language?: string;
}

/** Plans two drafts with one cache: whether they have another plan than each other, and where the second is not what it is by itself. */
function again(...drafts: readonly Draft[]) {
  const cache: FactsCache = new Map();
  const plans = drafts.map(({ cells, beside = {}, isRead = true, language = 'python' }) => {
    const metadata = language === 'python' ? {} : { kernelspec: { name: 'deno', display_name: 'Deno', language }, language_info: { name: language } };
    const document = notebookDocument(cells.map(cellOf), metadata);
    const files = listingOf(beside);
    const options = { name: 'edited', files: isRead ? files : { ...files, read: () => undefined } };
    return { kept: planNotebook(document, { ...options, cache }), anew: planNotebook(document, options) };
  });
  const [before, after] = plans;
  return { isAnother: differenceOf(before?.anew.plan, after?.anew.plan) !== undefined, difference: differenceOf(after?.kept, after?.anew) };
}

const reading = ['open("a.txt", "w").write("1")', 'print(open("a.txt").read())', 'm = [2]', 'print(m)'];
const iterating = ['g = (i for i in range(3))', 'print(next(g))', 'print(list(g))', 'm = 1', 'print(m)'];
const setup = (rows: number): TestCell => ({ source: `import pandas as pd\npd.set_option("display.max_rows", ${rows})`, tags: ['setup'] });

it.each<readonly [string, readonly TestCell[], number, readonly TestCell[]]>([
  ['a name that code which nobody knows may bind', ['exec(open("a").read())', 'm = 1', 'print(1)'], 2, ['print(b)']],
  ['state that later cells go by', ['import os\nos.chdir("a")', 'print(1)', 'm = 1'], 1, ['print(os.getcwd())']],
  ['a name that another cell reads by a text', ['m = 1', 'print(eval("lat" "est"))', 'print(3)'], 0, ['m = 1\nlatest = 5']],
  ['a name that another cell deletes by a text', ['m = 1', 'del globals()["lat" "est"]', 'print(3)'], 0, ['m = 1\nlatest = 5']],
  ['the type that is written beside a name', ['n: int = 5', 'print(n)', 'print(3)'], 0, ['n: float = 5']],
  ['what a parameter of a function is said to be', ['def f(x: int):\n    return x', 'n = 5', 'print(f(n))'], 0, ['def f(x: float):\n    return x']],
  ['a name that another cell declares', ['m = 1', { source: 'print(m)', espalier: { outputs: ['latest'] } }, 'print(3)'], 0, ['m = 1\nlatest = 5']],
  ['a name that the cell itself deletes', ['m = 1', 'print(m)', 'print(3)'], 0, ['m = 1\nlatest = 5\ndel latest']],
  ['a cell of text above', ['m = 1', 'print(m)', 'print(3)'], 1, [{ source: 'Text.', kind: 'markdown', tags: [], id: 'text' }, 'print(m)']],
  ['a heading above', ['m = 1', 'print(m)', 'print(3)'], 1, [{ source: '# Print', kind: 'markdown', tags: [], id: 'text' }, 'print(m)']],
  ['another cell with the same text', ['m = 1', 'print(m)', 'print(3)'], 1, [{ source: 'print(m)', id: 'other' }]],
  ['another node', ['m = 1', 'print(m)', 'print(3)'], 1, [{ source: 'print(m)', tags: ['node:other'] }]],
  ['what a node is told', ['m = 1', 'print(m)', 'print(3)'], 1, [{ source: 'print(m)', espalier: { retries: 3 } }]],
  ['options that all nodes set', [setup(7), 'm = pd.Series([1])', 'print(m)'], 0, [setup(8)]],
  ['a line above what writes a file', reading, 0, [`# more\n${reading[0]}`]],
  ['a line above what reads a file', reading, 1, [`# more\n${reading[1]}`]],
  ['a line above what joins nodes', iterating, 1, [`# more\n${iterating[1]}`]],
  ['a line above what joins nodes, further down', iterating, 2, [`# more\n${iterating[2]}`]],
  ['nothing left to run', ['m = 1', 'print(m)', 'print(3)'], 2, ['import math']],
  ['something to run', ['m = 1', 'print(m)', 'import math'], 2, ['import math\nprint(3)']],
  ['no text any more', ['m = 1', 'print(m)', 'print(3)'], 2, ['']],
  ['a cell more', ['m = 1', 'print(m)', 'print(3)'], 2, ['print(3)', { source: 'print(4)', id: 'more', tags: ['node:more'] }]],
  ['a cell less', ['m = 1', 'print(m)', 'print(3)'], 2, []],
  ['a builtin that is hidden', ['m = 1', 'print(m)', 'print(3)'], 2, ['print(3)\nlen = 5']],
  ['a comment above what is stated again', ['def twice(x):\n    return n * x', 'n = 2', 'print(twice(3))'], 0, ['# two\ndef twice(x):\n    return n * x']],
  ['what a name refers to that is imported', ['import math as m', 'print(m.pi)', 'print(3)'], 0, ['import cmath as m']],
  ['that a cell is no node', ['m = 1', 'print(m)', 'print(3)'], 2, [{ source: 'print(3)', tags: ['skip'] }]],
  ['a script', ['m = 1', 'print(m)', 'print(3)'], 2, ['print(locals())']],
  ['a number in a parameter cell', [{ source: 'rate = 1', tags: ['parameters'] }, 'm = rate', 'print(m)'], 0, [{ source: 'rate = 2', tags: ['parameters'] }]]
])('plans a notebook as if it were new after an edit: %s', (_, cells, at, edited) => {
  expect(again({ cells }, { cells: cells.toSpliced(at, 1, ...edited) })).toEqual({ isAnother: true, difference: undefined });
});

it.each<readonly [string, readonly TestCell[], number, string]>([
  ['a type', ['const n: number = 5', 'console.log(n)', 'console.log(3)'], 0, 'const n: 5 = 5'],
  ['what a name is', ['let n = 5', 'n += 1', 'console.log(n)'], 0, 'var n = 5'],
  ['an interface', ['interface A { a: number }', 'const n: A = { a: 1 }', 'console.log(n)'], 0, 'interface A { a: 1 }'],
  ['a name that is declared', ['let n = 5', 'n = 6; k = 1', 'console.log(n)'], 1, 'n = 6; let k = 1']
])('does so with a notebook in TypeScript: %s', (_, cells, at, edited) => {
  expect(again({ cells, language: 'typescript' }, { cells: cells.with(at, edited), language: 'typescript' })).toEqual({
    isAnother: true,
    difference: undefined
  });
});

it.each(['read', 'unread'])('does so when a module appears beside a notebook, %s', read => {
  const cells = ['import tool', 'print(tool.limit)', 'print(3)'];
  expect(again({ cells }, { cells, beside: { 'tool.py': 'limit = 3' }, isRead: read === 'read' })).toEqual({ isAnother: true, difference: undefined });
});
