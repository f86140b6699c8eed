import { expect, it } from 'vitest';
import { planNotebook, type FactsCache } from '../../converter/index.js';
import { listingOf, type FilesBeside } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';
import { differenceOf } from './same.js';

const seeded = 'import random\nrandom.seed(4)\n';
const setting = 'import pandas\npandas.set_option("display.max_rows", 7)\n';

const drawing = 'import random\ndef get():\n    return random.random()\n';
const calling = ['import random, tool\nrandom.seed(1)', 'x = tool.get()\ny = 1', 'print(x, tool.get())', 'print(1)'];

/** What is changed in turn: cells, and what lies beside the notebook. */
const rounds: readonly (readonly [string, readonly string[], FilesBeside])[] = [
  ['a module that seeds', ['import random, tool', 'x = random.random()', 'import pandas\nprint(x)'], { 'tool.py': seeded }],
  ['another cell', ['import random, tool', 'x = random.random()', 'import pandas\nprint(x, 1)'], { 'tool.py': seeded }],
  ['the text of the module', ['import random, tool', 'x = random.random()', 'import pandas\nprint(x, 1)'], { 'tool.py': setting }],
  ['no module any more', ['import random, tool', 'x = random.random()', 'import pandas\nprint(x, 1)'], {}],
  ['a module again', ['import random, tool', 'x = random.random()', 'import pandas\nprint(x, 1)'], { 'tool.py': seeded }],
  ['a later import', ['import random', 'x = random.random()', 'import tool\nprint(x, random.random())'], { 'tool.py': seeded }],
  ['two imports', ['import random\nimport tool', 'x = random.random()', 'import tool\nprint(x, random.random())'], { 'tool.py': seeded }],
  [
    'a second module',
    ['import random\nimport tool', 'import other\nx = random.random()', 'import tool\nprint(x)'],
    { 'tool.py': 'import other', 'other.py': seeded }
  ],
  ['a function of the module', calling, { 'tool.py': drawing }],
  ['another function', calling, { 'tool.py': drawing.replace('random.random()', 'open("a.txt").read()') }],
  ['another call', ['import random, tool\nrandom.seed(1)', 'x = tool.get(1)', 'print(x)'], { 'tool.py': drawing }],
  ['what the module remembers', calling, { 'tool.py': `last = []\n${drawing.replace('return', 'last.append(1)\n    return')}` }]
];

it('plans a notebook as if it were new when what it imports from beside it changes', () => {
  const cache: FactsCache = new Map();
  for (const [change, cells, beside] of rounds) {
    const document = notebookDocument(cells.map((source, index) => ({ source, tags: [`node:n${index}`] })));
    const options = { name: 'case', files: listingOf(beside) };
    const { plan } = planNotebook(document, options);
    expect(plan?.nodes.length, change).toBeGreaterThan(1);
    expect(differenceOf(planNotebook(document, { ...options, cache }), planNotebook(document, options)), change).toBeUndefined();
  }
});
