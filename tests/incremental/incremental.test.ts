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

const all = folder === undefined ? caseNotebooks() : notebooksIn(folder);
const drafts = isLong ? all : all.filter((_, index) => index % 12 === 0);

it.each([...drafts.entries()])(
  'plans what was edited as what is new: notebook %i',
  (index, draft) => {
    expect(session(draft, { seed: seed + index, edits })).toBeUndefined();
  },
  isLong ? 10_000_000 : 60_000
);
