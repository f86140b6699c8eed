/**
 * What a project has stored: `node stored.mjs <project> <request> <file for the answer> [program]`. It starts itself again
 * in the program that runs the project's nodes, because values are read as they were written.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [project, request, into, program] = process.argv.slice(2);
const from = name => import(pathToFileURL(join(project, 'src', 'runtime', name)).href);

if (program === 'inside') {
  const { parts } = createRequire(import.meta.url)('./values.cjs');
  const { loadHelpers } = await from('references.mjs');
  const { withHelpers } = await from('helperState.mjs');
  const { load } = await from('store.mjs');
  await loadHelpers();
  const read = (dataset, names) => {
    try {
      const { value } = load(dataset);
      const values = withHelpers(names.length === 1 ? { [names[0]]: value } : value);
      return Object.fromEntries(names.map(name => [name, { parts: parts(values[name]) }]));
    } catch (error) {
      return Object.fromEntries(names.map(name => [name, { why: error.message }]));
    }
  };
  const wanted = JSON.parse(readFileSync(request, 'utf8'));
  writeFileSync(into, JSON.stringify(Object.fromEntries(wanted.map(({ dataset, names }) => [dataset, read(dataset, names)]))));
} else {
  const { commandFor } = await from('programs.mjs');
  const [command, args] = commandFor([project, request, into, 'inside'], program || undefined, fileURLToPath(import.meta.url));
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  process.exit(status ?? 1);
}
