import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const notebooks = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(path => chosen.test(path))
  .sort();
/** Of processor time, so that a busy machine does not count; by hand it is a figure, in a test only the sign of a hang. */
const mostSeconds = corpus ? 2 : 20;

/** Notebooks that were sound for these seeds are passed over by the next run; what was tried last tells where it hung. */
const progress = fileURLToPath(new URL(`../../.cache/damage/${seeds.join('-')}/`, import.meta.url));
if (corpus) mkdirSync(progress, { recursive: true });
const sound = new Set(corpus ? readFileSync(join(progress, 'sound.txt'), { encoding: 'utf8', flag: 'a+' }).split('\n') : []);

const folder = scratch();
const home = join(folder, 'a', 'b');
const seenOutside = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path !== 'a/b/out' && !path.startsWith('a/b/out/'));

/** What is wrong with how a command takes a damaged notebook; nothing, if all is well. */
async function complaints(...argv: readonly string[]): Promise<readonly string[]> {
  const timed = async () => {
    const before = process.cpuUsage();
    const { code, err } = await espalier(home, ...argv);
    const { user, system } = process.cpuUsage(before);
    return { code, err, seconds: (user + system) / 1e6 };
  };
  try {
    const { code, err, seconds } = await timed();
    // What was compiled or collected meanwhile is not the command's: a second try tells.
    const least = seconds > mostSeconds ? Math.min(seconds, (await timed()).seconds) : seconds;
    return [...(least > mostSeconds ? [`took ${least.toFixed(1)} s`] : []), ...(code > 1 ? [`exit code ${code}: ${err.slice(0, 200)}`] : [])];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)];
  }
}

/** What is wrong with how a notebook is taken that was damaged in one way. */
async function findings(text: string, what: string): Promise<readonly string[]> {
  rmSync(join(folder, 'a'), { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'notebook.ipynb'), text);
  const found: string[] = [];
  for (const argv of [
    ['check', 'notebook.ipynb'],
    ['compile', 'notebook.ipynb', '--auto', '-o', 'out']
  ]) {
    if (corpus) writeFileSync(join(progress, 'last.txt'), `${what}, ${argv[0]}\n`);
    found.push(...(await complaints(...argv)).map(complaint => `${what}, ${argv[0]}: ${complaint}`));
  }
  const outside = seenOutside();
  return outside.length === 3 ? found : [...found, `${what}: wrote ${outside.join(' ')}`];
}

it('finds notebooks', () => expect(notebooks).not.toEqual([]));

for (const path of notebooks.filter(each => !sound.has(each))) {
  it(`${path} is taken without a crash, a hang or a file outside the target`, { timeout: corpus ? 1_200_000 : 120_000 }, async () => {
    const text = readFileSync(join(root, path), 'utf8');
    const found: string[] = [];
    for (const [name, damage] of Object.entries(damages))
      for (const seed of seeds) found.push(...(await findings(damage(text, randomFrom(seed)), `${path}, ${name}, seed ${seed}`)));
    expect(found).toEqual([]);
    if (corpus) appendFileSync(join(progress, 'sound.txt'), `${path}\n`);
  });
}
