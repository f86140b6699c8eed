// The converter alone, as one bundle: what the JupyterLab extension and other programs call.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../scripts/bundling.mjs';
import { median, ms, table, timed } from './figures.mjs';
import { edits, isPython, notebookOf, withEdit } from './notebooks.mjs';
import { root, work } from './paths.mjs';

const library = join(work, 'converter.mjs');

/** The converter's door, and the stages that are also timed by themselves. */
const entry = ['index', 'analyzeNotebook', 'languages/index', 'notebook/listing'].map(path => `export * from './converter/${path}.ts';`).join('\n');

export async function buildLibrary() {
  await build({
    ...bundling,
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: root },
    outfile: library,
    minify: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  });
}

/** The first conversion of a process that did nothing else yet. */
function fresh(notebook) {
  const script = fileURLToPath(new URL('fresh.mjs', import.meta.url));
  return Number(execFileSync(process.execPath, [script, library, notebook], { encoding: 'utf8' }));
}

/** One cell of many changes: what it costs to know the plan again. */
function measureEdits({ planNotebook }, text, count, lineOf) {
  const cache = new Map();
  const middle = Math.floor(count / 2);
  const python = isPython(JSON.parse(text));
  planNotebook(text, { name: 'bench', cache });
  const rounds = count > 1000 ? { all: 6, first: 1 } : { all: 25, first: 5 };
  const edited = Array.from({ length: rounds.all }, (_, index) => withEdit(text, middle, lineOf(index, python)));
  return timed(rounds.all, index => planNotebook(edited[index], { name: 'bench', cache })).slice(rounds.first);
}

/** All that is found out about the cells before nodes are made of them, from the text of the notebook's file on. */
function analyzed({ analyzeNotebook, findLanguage, noFiles, readNotebook }, text) {
  const notebook = readNotebook(text, 'bench');
  return analyzeNotebook(notebook, findLanguage(notebook.kernel, notebook.language), { files: noFiles, versions: {} });
}

export async function measureLibrary(sizes) {
  mkdirSync(work, { recursive: true });
  const converter = await import(library);
  for (const kind of ['real', 'generated', 'real TypeScript', 'generated TypeScript']) {
    const rows = sizes.map(count => {
      const text = notebookOf(kind, count);
      const path = join(work, `${kind.replace(' ', '-')}-${count}.ipynb`);
      writeFileSync(path, text);
      const cold = median(Array.from({ length: 5 }, () => fresh(path)));
      timed(count > 1000 ? 2 : 8, () => converter.convert(text, { name: 'bench' }));
      const analysis = median(timed(count > 1000 ? 3 : 15, () => analyzed(converter, text)));
      const plan = median(timed(count > 1000 ? 3 : 15, () => converter.planNotebook(text, { name: 'bench' })));
      const whole = median(timed(count > 1000 ? 3 : 15, () => converter.convert(text, { name: 'bench' })));
      const edited = Object.values(edits).map(lineOf => ms(median(measureEdits(converter, text, count, lineOf))));
      return [String(count), ms(cold), ms(analysis), ms(plan), ms(whole), ...edited];
    });
    table(`In library, ${kind} cells`, [
      ['cells', 'convert, fresh process', 'analysis, warm', 'plan, warm', 'convert, warm', 'plan after an edit: a value', 'a new name'],
      ...rows
    ]);
  }
}
