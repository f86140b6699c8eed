import process from 'node:process';
import { expect, it } from 'vitest';
import { caseNotebooks, notebooksIn } from './notebooks.js';
import { session } from './session.js';

/**
 * A notebook that is edited is planned as if it were new. `EDITED=<folder>` takes the notebooks there in place of the cases,
 * `EDITS` how often each is edited, `EDIT_SEED` other edits.
 */
const folder = process.env['EDITED'];
const isLong = process.env['EDITS'] !== undefined;
const edits = Number(process.env['EDITS'] ?? 12);
const seed = Number(process.env['EDIT_SEED'] ?? 1);

it('plans what was edited as what is new', { timeout: isLong ? 10_000_000 : 240_000 }, () => {
  const all = folder === undefined ? caseNotebooks() : notebooksIn(folder);
  const drafts = isLong ? all : all.filter((_, index) => index % 12 === 0);
  const found = drafts.flatMap((draft, index) => session(draft, { seed: seed + index, edits }) ?? []);
  expect(drafts.length).toBeGreaterThan(5);
  expect(found).toEqual([]);
});
