import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { stable, startJudge } from '../fuzz/judge.js';
import { cellsOf, filesBeside, runCases } from '../support/cases.js';

/** Small notebooks, run as such and as the pipelines that they become; cells are divided by lines `# %%`, each is a node. */
const folder = fileURLToPath(new URL('python/runs/', import.meta.url));
const judge = startJudge(fileURLToPath(new URL('../..', import.meta.url)));
afterAll(() => judge.close());

for (const name of readdirSync(folder).sort()) {
  runCases(folder + name, 'outcome', async each => {
    const { verdict, detail, out } = await judge.judge(cellsOf(each), filesBeside(each));
    return [detail === '' ? verdict : `${verdict}: ${detail}`, ...(out === '' ? [] : [stable(out).trimEnd()])].join('\n');
  });
}
