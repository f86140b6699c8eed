import { expect, it } from 'vitest';
import { planNotebook, type FactsCache } from '../../converter/index.js';
import { listingOf, type FilesBeside } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';
import { differenceOf } from './same.js';

const seeded = 'import random\nrandom.seed(4)\n';
const setting = 'import pandas\npandas.set_option("display.max_rows", 7)\n';

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
  ]
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
