import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { notebookDocument } from '../support/notebook.js';

const range = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** Notebooks in which everything leads to everything, by what of it does: each took minutes, when the budget ended statements only. */
const entangled: { readonly [what: string]: readonly string[] } = {
  'classes whose methods call each other by way of unknown receivers': [
    ...range(
      14,
      i => `class C${i}:
    def __init__(self, o=None): self.o = o or C${(i * 3 + 1) % 14}(self)
${range(14, j => `    def m${j}(self, x): return [x.m${(j + 1) % 14}(self), self.o.m${(j * 7 + 3) % 14}(x)]`).join('\n')}`
    ),
    ...range(14, i => `o${i} = C${i}()\nr${i} = o${i}.m${i}(o${i >> 1})`)
  ],
  'properties and operators of classes': [
    ...range(
      14,
      i => `class P${i}:
    def __init__(self): self.p = P${(i + 1) % 14}
    @property
    def a(self): return self.p().b
    @property
    def b(self): return P${(i * 3 + 1) % 14}().a
    def __getitem__(self, k): return self.p()[k].a
    def __add__(self, o): return o + self.b
    def __call__(self, *a): return self(*a)(self.a)
    def __eq__(self, o): return o == self.a`
    ),
    ...range(14, i => `s${i} = P${i}().a[0] + P${(i + 1) % 14}()\nt${i} = s${i}(P${i}()) == s${i}.b`)
  ],
  'functions that call ten others': [
    'log = []',
    range(60, i => `def f${i}(x):\n    log.append(x)\n    return [${range(10, j => (i + j < 59 ? `f${i + j + 1}([x])` : 'x')).join(', ')}]`).join('\n'),
    ...range(10, i => `q${i} = f${i}(log)`)
  ],
  'loops within loops that hand names on': [
    range(9, i => `a${i} = []`).join('\n'),
    [
      ...range(
        16,
        i => `${'    '.repeat(i)}for i${i} in a${i % 9}:\n${'    '.repeat(i + 1)}a${(i + 2) % 9}.append(a${(i * 3) % 9}); a${i % 9} = [a${(i + 1) % 9}]`
      ),
      `${'    '.repeat(16)}${range(8, i => `a${i}`).join(', ')} = ${range(8, i => `a${i + 1}`).join(', ')}`
    ].join('\n')
  ],
  'containers of functions': [
    `L = [${range(200, i => `lambda x, y=${i}: L[y](x)`).join(', ')}]`,
    `D = {${range(200, i => `'k${i}': lambda x: D['k${(i * 7 + 1) % 200}'](L, x)`).join(', ')}}`,
    ...range(10, i => `a${i} = [f(D) for f in L]\nb${i} = {k: f(L) for k, f in D.items()}`)
  ]
};

describe('what leads to everything is followed only as far as a notebook may take', () => {
  for (const [what, cells] of Object.entries(entangled))
    it(what, { timeout: 60_000 }, () => {
      const { diagnostics } = planNotebook(notebookDocument(cells.map((source, index) => ({ source, tags: [`node:n${index}`] }))), { name: 'n' });
      expect(diagnostics.map(({ code }) => code)).toContain('analysis-budget');
    });
});
