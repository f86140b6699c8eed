import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { listingOf } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';

const tool = `last = []
limit = 3
class Box:
    pass
def note(x):
    last.append(x)
def make():
    return Box()
`;
const other = 'seen = []\ndef go():\n    seen.append(1)\n';

/** By node that has to do with modules beside the notebook: what ran before it, what it changes, whether it may import one anew. */
function told(cells: readonly string[]): object {
  const document = notebookDocument(cells.map((source, index) => ({ source, tags: [`node:n${index}`] })));
  const { plan } = planNotebook(document, { name: 'case', files: listingOf({ 'tool.py': tool, 'other.py': other }) });
  const facts = (plan?.nodes ?? []).map(({ name, imported, changes, needsOwn }) => [name, { imported, changes, needsOwn }] as const);
  return Object.fromEntries(facts.filter(([, found]) => Object.values(found).some(value => value !== undefined)));
}

it.each<readonly [string, readonly string[], object]>([
  ['no module', ['x = 1', 'print(x)'], {}],
  ['a module that nothing changes', ['import tool\nx = 1', 'print(tool.limit)', 'print(x)'], {}],
  ['one that is imported again', ['import tool\nx = 1', 'import tool\nprint(tool.limit)', 'print(x)'], { n1: { imported: ['tool'] } }],
  ['one that changes at the end', ['import tool', 'x = 1', 'import tool\ntool.note(1)'], { n2: { imported: ['tool'], changes: ['tool'] } }],
  [
    'one that changes before it is imported again',
    ['import tool\ntool.limit = 4', 'print(1)', 'import tool\nprint(tool.make())'],
    { n0: { changes: ['tool'] }, n2: { imported: ['tool'], needsOwn: true } }
  ],
  ['what only it can load', ['import tool\nb = tool.make()', 'tool.note(1)', 'print(type(b))'], { n1: { changes: ['tool'] }, n2: { needsOwn: true } }],
  [
    'what only it can load, inside of something',
    ['import tool\nb = [tool.make()]', 'tool.note(1)', 'print(len(b))'],
    { n1: { changes: ['tool'] }, n2: { needsOwn: true } }
  ],
  ['what anybody can load', ['import tool\nb = tool.make()\nc = [1]', 'tool.note(1)', 'print(c)'], { n1: { changes: ['tool'] } }],
  [
    'its function under another name',
    ['from tool import make, note', 'note(1)', 'f = [make]', 'print(f)'],
    { n1: { changes: ['tool'] }, n2: { needsOwn: true }, n3: { needsOwn: true } }
  ],
  [
    "a class of the notebook's own beside it",
    ['import tool\nclass Own:\n    pass', 'o = Own()', 'tool.note(1)', 'print(type(o))'],
    { n2: { changes: ['tool'] } }
  ],
  ['a library that changes', ['import numpy as np, tool\nnp.random.seed(1)', 'x = np.random.rand()', 'import tool\nprint(x)'], { n2: { imported: ['tool'] } }],
  ['code that nobody knows', ['import tool\ntool.note(1)', 'exec(open("a").read())', 'print(2)'], { n0: { changes: ['tool'] }, n1: { needsOwn: true } }],
  [
    'a function that imports it',
    ['import tool\ndef f():\n    import tool\n    return tool.limit', 'x = 1', 'print(f(), x)', 'print(1)'],
    { n2: { imported: ['tool'] } }
  ],
  [
    'two of them',
    ['import tool, other', 'tool.note(1)', 'import other\nprint(other)', 'print(3)'],
    { n1: { changes: ['tool'] }, n2: { imported: ['tool', 'other'], needsOwn: true } }
  ]
])('says of %s what a run must know', (_, cells, expected) => {
  expect(told(cells)).toEqual(expected);
});
