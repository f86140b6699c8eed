import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { notebookDocument } from '../support/notebook.js';

const setup = `import matplotlib.pyplot as plt
quiet = True
def draw(x, now=False):
    plt.plot(x)
    if now:
        plt.show()

def end():
    if not quiet:
        plt.show()
`;

/** The text of a node that holds the cell, and another one below it. */
function textOf(source: string): string {
  const tags = ['node:a'];
  const document = notebookDocument([
    { source: setup, tags: ['setup'] },
    { source, tags },
    { source: 'last = 1', tags }
  ]);
  const { plan } = planNotebook(document, { name: 'figures' });
  const [piece] = plan?.nodes[0]?.body ?? [];
  return piece?.text ?? '';
}

describe('a figure that a cell leaves open is shown at its end', () => {
  it.each([
    ['x = plt.plot([1, 2])'],
    ['plt.plot([1, 2]);'],
    ['plt.plot([1, 2])\nplt.tight_layout()'],
    ['draw([1, 2])\nx = 1'],
    ['plt.plot([1, 2])\nend();'],
    ['plt.plot([1, 2])\nif not quiet:\n    plt.show()'],
    ['plt.plot([1, 2])\nfor i in []:\n    plt.show()'],
    ['for i in range(2):\n    plt.plot([i, 1])']
  ])('%j', source => expect(textOf(source)).toBe(`${source}\nshow()`));

  it.each([
    ['plt.plot([1, 2])\nplt.show()'],
    ['for i in range(2):\n    plt.plot([i, 1])\n    plt.show()'],
    ['x = 1'],
    ['plt.plot([1, 2])\nplt.tight_layout()\nplt.show();'],
    ['plt.plot([1, 2])\nif quiet:\n    plt.show()\nelse:\n    plt.show()\nx = 1']
  ])('but not after %j', source => expect(textOf(source)).toBe(source));

  it('with the value of the last expression, where it has one', () => expect(textOf('plt.plot([1, 2])')).toBe('show(plt.plot([1, 2]))'));
});

describe('a back end that keeps figures open', () => {
  const toldOf = (source: string) =>
    planNotebook(notebookDocument([{ source: `import matplotlib\nimport matplotlib.pyplot as plt\n${source}`, tags: ['node:a'] }]), {
      name: 'figures'
    }).diagnostics.map(({ code }) => code);

  it.each([
    ['matplotlib.use("agg")'],
    ['plt.switch_backend("agg")'],
    ['matplotlib.use(input)'],
    ['matplotlib.use("agg" if plt.isinteractive() else "inline")']
  ])('is told: %j', source => expect(toldOf(source)).toContain('figure-backend'));
  it.each([['matplotlib.use("module://matplotlib_inline.backend_inline")'], ['plt.plot([1])']])('is another than %j', source =>
    expect(toldOf(source)).not.toContain('figure-backend')
  );
});
