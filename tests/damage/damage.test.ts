import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { espalier, scratch } from '../support/terminal.js';
import { damages, randomFrom } from './damages.js';

/** `npm run damage -- FOLDER --seed 7` damages every notebook of a folder; here a sample of the examples is enough. */
const corpus = process.env['DAMAGE_CORPUS'];
const seeds = process.env['DAMAGE_SEED'] ? [Number(process.env['DAMAGE_SEED'])] : [1, 2];
const root = corpus ?? fileURLToPath(new URL('../../examples', import.meta.url));
const chosen = corpus ? /\.ipynb$/ : /penguins\/notebook\.ipynb$/;
const notebooks = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => chosen.test(path));
/** Of processor time, so that a busy machine does not count; by hand it is a figure, in a test only the sign of a hang. */
const mostSeconds = corpus ? 2 : 20;

const folder = scratch();
const home = join(folder, 'a', 'b');
const seenOutside = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path !== 'a/b/out' && !path.startsWith('a/b/out/'));

/** What is wrong with how a command takes a damaged notebook; nothing, if all is well. */
async function complaints(...argv: readonly string[]): Promise<readonly string[]> {
  const before = process.cpuUsage();
  try {
    const { code, err } = await espalier(home, ...argv);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    return [...(seconds > mostSeconds ? [`took ${seconds.toFixed(1)} s`] : []), ...(code > 1 ? [`exit code ${code}: ${err.slice(0, 200)}`] : [])];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)];
  }
}

it('is taken without a crash, a hang or a file outside the target', { timeout: corpus ? 7_200_000 : 120_000 }, async () => {
  const found: string[] = [];
  expect(notebooks).not.toEqual([]);
  for (const path of notebooks) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const [name, damage] of Object.entries(damages)) {
      for (const seed of seeds) {
        rmSync(join(folder, 'a'), { recursive: true, force: true });
        mkdirSync(home, { recursive: true });
        writeFileSync(join(home, 'notebook.ipynb'), damage(text, randomFrom(seed)));
        for (const argv of [
          ['check', 'notebook.ipynb'],
          ['compile', 'notebook.ipynb', '--auto', '-o', 'out']
        ])
          found.push(...(await complaints(...argv)).map(complaint => `${path}, ${name}, seed ${seed}, ${argv[0]}: ${complaint}`));
        const outside = seenOutside();
        if (outside.length !== 3) found.push(`${path}, ${name}, seed ${seed}: wrote ${outside.join(' ')}`);
      }
    }
  }
  expect(found).toEqual([]);
});
