import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

const nodesOf = (...cells: readonly string[]) => {
  const tagged = cells.map((source, at) => ({ source, tags: [`node:n${at}`] }));
  const nodes = planNotebook(notebookDocument(tagged), { name: 'words' }).plan?.nodes ?? [];
  return nodes.map(({ name, rung, inputs }) => [rung, name, ...inputs.flatMap(({ takes }) => takes)].join(' '));
};

it("binds the names of the text that sympy's var is given, in a script", () => {
  expect(nodesOf('from sympy import *', 'var("x y")', 'print(x + y)').slice(-2)).toEqual(['script n1 var', 'function n2 x y']);
});
