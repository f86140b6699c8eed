import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { notebookDocument } from '../support/notebook.js';
import { espalier, scratch, write } from '../support/terminal.js';

/** Cases that have no name in common: together they are one notebook, so that a kernel has to start only twice. */
const chosen: { readonly [file: string]: readonly string[] } = {
  late: ['Work that is awaited', 'An interval that goes on', 'A timer that changes an object later'],
  state: [
    'Static state that travels',
    'An object with accessors',
    'A subclass of a class with static state',
    'Static state that is inherited',
    'A class under another name'
  ],
  aliases: ['Views of one memory', 'Made by what made another']
};

const folder = fileURLToPath(new URL('javascript/', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');

function cellsOf(file: string, title: string): readonly string[] {
  const text = readFileSync(join(folder, `${file}.md`), 'utf8');
  const block = /```deno\n([\s\S]*?)\n```/.exec(text.slice(text.indexOf(`# ${title}\n`)))?.[1] ?? '';
  return block.split(/\n?^\/\/ %%\n/m);
}

it('give in their kernel what their pipeline gives', { timeout: 180_000 }, async () => {
  const cases = Object.entries(chosen).flatMap(([file, titles]) => titles.map(title => cellsOf(file, title)));
  const cells = cases.flatMap((sources, at) => sources.map((source, index) => ({ source, tags: [`node:case${at}_${index}`] })));
  expect(cells.length).toBeGreaterThan(24);
  const kernelspec = { name: 'deno', display_name: 'Deno', language: 'typescript' };
  const temporary = scratch();
  write(join(temporary, 'cases.ipynb'), JSON.stringify(notebookDocument(cells, { kernelspec, language_info: { name: 'typescript' } })));
  const { code, out } = await espalier(temporary, 'verify', 'cases.ipynb', '--python', python);
  expect(out).toMatch(/^cases\.ipynb: equal\b/);
  expect(code).toBe(0);
});
