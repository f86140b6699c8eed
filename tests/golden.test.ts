import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../converter/cli/files.js';
import { convert } from '../converter/convert.js';
import { targets, type TargetId } from '../converter/targets/index.js';
import type { Target } from '../converter/targets/target.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = [
  ['fraud', 'python'],
  ['kale-titanic', 'python'],
  ['movies', 'python'],
  ['penguins', 'python'],
  ['earthquakes', 'javascript'],
  ['text-metrics', 'javascript']
] as const;

/** The runtime is the same in every project and has tests of its own; the manifest holds digests of all files. */
const isShared = (path: string): boolean => path.includes('/runtime/') || path === 'pipeline.manifest.json';

/** Engines that run notebooks of a language. */
const targetsFor = (language: Target['languages'][number]): readonly TargetId[] =>
  (Object.entries(targets) as [TargetId, Target][]).filter(([, { languages }]) => languages.includes(language)).map(([id]) => id);

describe.each(examples)('%s', (example, language) => {
  it.each(targetsFor(language))('as a project for %s', async target => {
    const notebook = join(root, 'examples', example, 'notebook.ipynb');
    const { project, diagnostics } = convert(readFileSync(notebook, 'utf8'), {
      name: example,
      target,
      files: listFiles(join(root, 'examples', example), join(root, 'examples', example))
    });
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const files = project?.files.filter(({ path }) => !isShared(path)) ?? [];
    expect(files.length).toBeGreaterThan(15);
    const golden = join(root, 'tests', 'golden', example, target);
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(golden, path));
    const accepted = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter(path => statSync(join(golden, path)).isFile());
    expect(accepted.sort()).toEqual(files.map(({ path }) => path).sort());
  });

  it('gives the same bytes again', () => {
    const notebook = readFileSync(join(root, 'examples', example, 'notebook.ipynb'), 'utf8');
    const once = () => JSON.stringify(convert(notebook, { name: example }).project?.files);
    expect(once()).toBe(once());
  });
});
