import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { hunt, tell, type Find, type Verdict } from './campaign.js';
import { startJudge } from './judge.js';

/** `npm run fuzz -- --seconds 600 --seed 7` looks longer, and elsewhere; `--also guarded` shrinks other outcomes, too. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 40);
const wanted = new Set<Verdict>(['wrong', 'broken', ...((process.env['FUZZ_ALSO'] ?? '').split(',').filter(word => word !== '') as Verdict[])]);
const judge = startJudge(root);
afterAll(() => judge.close());

it('gives what the notebook gives, or says why not', { timeout: (seconds + 300) * 1000 }, async () => {
  const tally = new Map<Verdict, number>();
  const finds: Find[] = [];
  const campaign = { seed: Number(process.env['FUZZ_SEED'] ?? 1), runs: process.env['FUZZ_SECONDS'] ? Infinity : 150, milliseconds: seconds * 1000, wanted };
  const report = () => {
    mkdirSync(`${root}/.cache`, { recursive: true });
    writeFileSync(`${root}/.cache/fuzz.txt`, [[...tally].map(([verdict, count]) => `${count} ${verdict}`).join(', '), ...finds.map(tell)].join('\n\n'));
  };
  for await (const find of hunt(judge, campaign, tally)) {
    finds.push(find);
    report();
  }
  report();
  process.stdout.write(`${[...tally].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}\n`);
  expect(finds.map(tell)).toEqual([]);
  expect(tally.get('equal') ?? 0).toBeGreaterThan(5);
});
