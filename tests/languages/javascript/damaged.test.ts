import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../../converter/convert.js';
import { notebookDocument } from '../../support/notebook.js';

const folder = fileURLToPath(new URL('../../cases/javascript/', import.meta.url));
const sources = readdirSync(folder).flatMap(name =>
  [...readFileSync(folder + name, 'utf8').matchAll(/^```(?:deno|tslab|ijavascript)\n([\s\S]*?)^```$/gm)].map(([, source = '']) => source)
);

const plan = (kernel: string, ...cells: readonly string[]) =>
  planNotebook(
    notebookDocument(
      cells.map((source, at) => ({ source, tags: [`node:n${at}`] })),
      { kernelspec: { name: kernel, display_name: '', language: 'javascript' } }
    ),
    {
      name: 'damaged'
    }
  );

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 16807) % 2147483647;
    return state % below;
  };
}

describe('damaged text', () => {
  it('is planned or refused, never more', () => {
    const next = numbers(11);
    const signs = ['{', '}', '(', ')', '`', '${', "'", '=>', '...', 'class', 'await', '#', '/*', '<', '?.', '\\', '\u2028', '\ud800'];
    for (const source of sources) {
      const cells = source.split(/^\/\/ %%\n/m);
      for (let round = 0; round < 2; round++) {
        const at = next(cells.length);
        const text = cells[at] ?? '';
        const from = next(text.length + 1);
        const to = Math.min(text.length, from + next(6));
        const damaged = cells.with(at, text.slice(0, from) + (round % 2 === 0 ? '' : (signs[next(signs.length)] ?? '')) + text.slice(to));
        const { diagnostics } = plan(['deno', 'tslab', 'javascript'][round % 3] ?? '', ...damaged);
        for (const { at: place } of diagnostics) expect(place?.span?.from ?? 0).toBeLessThanOrEqual(place?.span?.to ?? 0);
      }
    }
  });

  it.each([
    ['brackets', (n: number) => `const a = ${'['.repeat(n)}${']'.repeat(n)};`],
    ['open brackets', (n: number) => `const a = ${'('.repeat(n)}`],
    ['functions', (n: number) => `const f = ${'() => '.repeat(n)}1;`],
    ['blocks', (n: number) => `${'{'.repeat(n)}${'}'.repeat(n)}`],
    ['sums', (n: number) => `const a = ${'1 + '.repeat(n)}1;`],
    ['calls', (n: number) => `f${'()'.repeat(n)};`],
    ['members', (n: number) => `a${'.b'.repeat(n)} = 1;`],
    ['templates', (n: number) => `${'`${'.repeat(n)}1${'}`'.repeat(n)};`],
    ['types', (n: number) => `type T = ${'Array<'.repeat(n)}number${'>'.repeat(n)};`],
    ['conditions', (n: number) => `${'if (a) '.repeat(n)}b();`],
    ['objects', (n: number) => `const o = ${'{ a: '.repeat(n)}1${' }'.repeat(n)};`],
    ['patterns', (n: number) => `const ${'['.repeat(n)}a${']'.repeat(n)} = b;`]
  ])('of %s 10,000 deep is told', (_, text) => {
    const started = performance.now();
    const { diagnostics } = plan('deno', 'const a = 1, b = [];', text(10_000));
    expect(diagnostics.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
