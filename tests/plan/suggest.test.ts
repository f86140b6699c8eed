import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';

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
});
