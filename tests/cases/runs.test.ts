import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { startJudge } from '../fuzz/judge.js';
import { runCases } from '../support/cases.js';

/** Small notebooks, run as such and as the pipelines that they become; cells are divided by lines `# %%`, each is a node. */
const folder = fileURLToPath(new URL('python/runs/', import.meta.url));
const judge = startJudge(fileURLToPath(new URL('../..', import.meta.url)));
afterAll(() => judge.close());

for (const name of readdirSync(folder).sort()) {
  runCases(folder + name, 'outcome', async ({ blocks }) => {
    const source = blocks.find(({ language }) => language === 'python')?.text ?? '';
    const cells = source.split(/\n?^# %%.*\n/m).filter(cell => cell.trim() !== '');
    const { verdict, detail, out } = await judge.judge(cells);
    return [detail === '' ? verdict : `${verdict}: ${detail}`, ...(out === '' ? [] : [out.trimEnd()])].join('\n');
  });
}
