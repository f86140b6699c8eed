import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { notebookDocument } from '../support/notebook.js';
import { espalier, scratch, write } from '../support/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');
const folder = scratch();

const sources = [
  'const rows = [{ name: "a", n: 1 }, { name: "b", n: 2 }];\nconst byName = new Map(rows.map((row) => [row.name, row]));\nconst drawn = Math.random();',
  'byName.get("a")!.n += 10;\nconsole.log(rows[0].n);\nbyName.size',
  'Deno.writeTextFileSync("out.txt", rows.map(({ n }) => n).join());\nconsole.log(typeof drawn, byName.size);'
];
const kernelspec = { name: 'deno', display_name: 'Deno', language: 'typescript' };
const cells = sources.map((source, index) => ({ source, tags: [`node:n${index}`] }));
write(join(folder, 'deno.ipynb'), JSON.stringify(notebookDocument(cells, { kernelspec, language_info: { name: 'typescript' } })));

const verify = (...more: readonly string[]) => espalier(folder, 'verify', 'deno.ipynb', '--python', python, ...more);

describe('verify of a notebook for Deno', { timeout: 120_000 }, () => {
  it('runs it in its own kernel, and says how much is equal', async () => {
    const { code, out, err } = await verify();
    expect(err).toBe('');
    expect(out).toMatch(/^deno\.ipynb: equal: \d+ values, 2 printed texts, 1 display, 1 file compared in 3 nodes \(/);
    expect(out).toContain('not the same in every run of the notebook');
    expect(out).toContain('after it: drawn\n');
    expect(code).toBe(0);
  });

  it('tells where a project that was changed by hand differs', async () => {
    await espalier(folder, 'compile', 'deno.ipynb', '-o', 'edited');
    const nodes = join(folder, 'edited', 'src', 'nodes.ts');
    write(nodes, readFileSync(nodes, 'utf8').replace('n += 10', 'n += 20'));
    const { code, out } = await verify('-o', 'edited');
    expect(code).toBe(1);
    expect(out).toContain("node 'n1', after it: ");
    expect(out).toMatch(/notebook 11\n\s+pipeline 21\n/);
  });
});
