import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

interface File {
  readonly cells: readonly object[];
}

function suggested(example: string): readonly string[] {
  const file = JSON.parse(readFileSync(new URL(`../../examples/${example}/notebook.ipynb`, import.meta.url), 'utf8')) as File;
  const untagged = { ...file, cells: file.cells.map(cell => ({ ...cell, metadata: {} })) };
  return planNotebook(untagged, { name: example, auto: true }).plan?.nodes.map(({ name }) => name) ?? [];
}

describe('suggested nodes', () => {
  it('are the sections of a notebook, whatever it imports at its top', () => {
    expect(suggested('penguins')).toEqual(['load', 'clean', 'look', 'train', 'evaluate']);
  });

  it('are named, without a heading, by what they fit where nobody reads what they make', () => {
    const data = 'import pandas as pd\nraw = pd.read_csv("x.csv")\nprint(raw)';
    const model = 'from sklearn.linear_model import Ridge\nridge = Ridge(alpha=2.0)\nridge.fit(raw[["a"]], raw["b"])\nprint(ridge.coef_)';
    const { plan } = planNotebook(notebookDocument([{ source: data }, { source: model }]), { name: 'a', auto: true });
    expect(plan?.nodes.map(({ name }) => name)).toEqual(['fit_ridge']);
  });
});
