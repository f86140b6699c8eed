import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';

/** Nodes of a notebook whose cells are one node each, with the names that come in. */
function nodesOf(...cells: readonly string[]): readonly string[] {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
    cells: cells.map((source, at) => ({ cell_type: 'code', id: `c${at}`, metadata: { tags: [`node:n${at}`] }, source, outputs: [], execution_count: null }))
  };
  const nodes = planNotebook(notebook, { name: 'formulas' }).plan?.nodes ?? [];
  return nodes.map(({ name, rung, inputs, usesHelpers }) =>
    [rung, name, ...inputs.flatMap(({ takes }) => takes), ...usesHelpers.map(used => `+${used}`)].join(' ')
  );
}

const head = 'import numpy as np\nimport pandas as pd\nimport statsmodels.formula.api as smf\nd = pd.read_csv("d.csv")\nz = list(d.x)';
const half = 'def half(x):\n    return x / 2';

describe('a formula', () => {
  it('names what its own cell moved into a module', () => {
    expect(nodesOf(head, `${half}\nprint(smf.ols(formula="y ~ half(x) + z", data=d).fit().params)`)[1]).toBe('function n1 d z +half');
  });

  it('goes with the nodes that use the model, where that would look for functions again', () => {
    const use = 'print(model.params)';
    expect(nodesOf(head, half, 'model = smf.ols("y ~ half(x)", d).fit()', use).at(-1)).toMatch(/^joined /);
    expect(nodesOf(head, half, 'model = smf.ols("y ~ np.log(x)", d).fit()', use).at(-1)).toBe('function n3 model');
  });

  it('makes matrices that cannot be saved, or tables that can', () => {
    const makes = (more: string) => `import patsy\ny, X = patsy.dmatrices("y ~ x"${more}, d)`;
    expect(nodesOf(head, makes(''), 'print(X)').at(-1)).toMatch(/^joined /);
    expect(nodesOf(head, makes(', return_type="dataframe"'), 'print(X)').at(-1)).toBe('function n2 X');
  });

  it('has a part that is only known when it runs', () => {
    const first = 'zone1 = [1]\nother = [2]';
    expect(nodesOf(head, first, 'print(smf.ols(f"y ~ zone{len(z)}", d).fit().params)').at(-1)).toBe('function n2 d z zone1');
  });
});
