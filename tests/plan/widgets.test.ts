import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

const nodesOf = (...cells: readonly string[]) => {
  const tagged = cells.map((source, at) => ({ source, tags: [`node:n${at}`] }));
  return planNotebook(notebookDocument(tagged), { name: 'widgets' }).plan?.nodes.map(({ name }) => name);
};

it('keeps a widget with all that use it, for its class knows it', () => {
  const made = 'import ipywidgets as w\nslider = w.IntSlider(value=1)\nn = 1';
  expect(nodesOf(made, 'slider.value = 2', 'print(slider.value)', 'print(n)')).toEqual(['n0_n1_n2', 'n3']);
});

it('lets go a function that widgets call', () => {
  expect(nodesOf('from ipywidgets import interact', '@interact(x=3)\ndef f(x):\n    return x', 'print(f(2))')).toHaveLength(2);
});
