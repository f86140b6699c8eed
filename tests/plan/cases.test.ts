import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { cellsOf, readCases } from '../support/cases.js';
import { notebookDocument } from '../support/notebook.js';
import { outline } from '../support/outline.js';

/** The pipelines that the notebooks of the run cases become: what is sent, and why. That they give the same is for `tests/cases/runs.test.ts`. */
const folder = fileURLToPath(new URL('../cases/python/runs/', import.meta.url));

test.each(readdirSync(folder).sort())('%s', async file => {
  const outlines = readCases(readFileSync(folder + file, 'utf8')).map(each => {
    const document = notebookDocument(cellsOf(each).map((source, index) => ({ source, tags: [`node:n${index}`] })));
    const { plan, diagnostics } = planNotebook(document, { name: 'case' });
    return `# ${each.title}\n${outline(plan, diagnostics)}\n`;
  });
  await expect(outlines.join('\n')).toMatchFileSnapshot(fileURLToPath(new URL(`outlines/${file.replace('.md', '.txt')}`, import.meta.url)));
});
