import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import { cellsOf, filesBeside, readCases, type Case } from '../support/cases.js';
import { listingOf } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';
import { outline } from '../support/outline.js';

/**
 * The pipelines that the notebooks of the run cases become: what is sent, and why. That they give the same is for
 * `tests/cases/runs.test.ts`. `UPDATE_CASES=1` writes what came out.
 */
const folder = fileURLToPath(new URL('../cases/python/runs/', import.meta.url));

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    const path = fileURLToPath(new URL(`outlines/${file.replace('.md', '.txt')}`, import.meta.url));
    const accepted = existsSync(path) ? readFileSync(path, 'utf8').split(/\n(?=# )/) : [];
    const cases = readCases(readFileSync(folder + file, 'utf8'));
    const update = process.env['UPDATE_CASES'] !== undefined;

    for (const [at, each] of cases.entries()) {
      it(each.title, () => {
        if (!update) expect(outlineOf(each)).toBe(accepted[at]);
      });
    }

    it('has no other outlines', () => {
      if (update) writeFileSync(path, cases.map(outlineOf).join('\n'));
      else expect(accepted.length).toBe(cases.length);
    });
  });
}

function outlineOf(each: Case): string {
  const document = notebookDocument(cellsOf(each));
  const { plan, diagnostics } = planNotebook(document, { name: 'case', files: listingOf(filesBeside(each)) });
  return `# ${each.title}\n${outline(plan, diagnostics)}\n`;
}
