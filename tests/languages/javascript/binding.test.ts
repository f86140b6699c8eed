import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compareBindings } from './bindings.js';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Sources of installed packages, the same ones each time: every so-manieth in the order of their paths. */
function sample(count: number): readonly string[] {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter(file => /(?<!\.d)\.(?:[cm]?js|ts)$/.test(file) && !/\.min\.|typescript\/lib|pyright/.test(file))
    .sort()
    .filter((_, index) => index % 7 === 0)
    .filter(file => statSync(join(modules, file)).isFile() && statSync(join(modules, file)).size < 40_000);
  const step = Math.max(1, Math.floor(files.length / count));
  return files.filter((_, index) => index % step === 0).slice(0, count);
}

it('means by every name what TypeScript’s checker means', { timeout: 600_000 }, () => {
  const scores = sample(Number(process.env['FILES'] ?? 60)).flatMap(file => compareBindings(file, readFileSync(join(modules, file), 'utf8')) ?? []);
  const differences = scores.flatMap(score => score.differences);
  const agreed = scores.reduce((sum, score) => sum + score.agreed, 0);
  if (process.env['FILES']) console.log(`${scores.length} files, ${agreed} names agree, ${differences.length} differ\n${differences.slice(0, 40).join('\n')}`);
  expect(scores.length).toBeGreaterThan(40);
  expect(agreed).toBeGreaterThan(1000);
  expect(differences).toEqual([]);
});
