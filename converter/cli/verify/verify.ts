import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Terminal } from '../terminal.js';
import type { NotebookRuns, Sides } from './bench.js';
import { copyFolder, temporaryPrefix } from './copies.js';
import { ended, errorText, stopped } from './ends.js';
import { copyAt, isRun, observeNotebook, type Observed, type VerifyOptions } from './observe.js';
import { runPipeline } from './pipeline.js';
import type { Comparison, Verification } from './report.js';
import { compareRuns } from './runs.js';
import { judge } from './verdict.js';

/** Runs a notebook and its pipeline, each in a fresh copy of the folder, and compares all that can be seen. */
export async function verifyNotebook(path: string, options: VerifyOptions, terminal: Terminal): Promise<Verification> {
  return inTemporaryFolder(async folder => {
    const observed = await observeNotebook(path, { ...options, folder }, terminal);
    return 'verdict' in observed ? observed : verifyPipeline(observed, options);
  });
}

/** Gives a folder that is gone afterwards, however this process ends. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), temporaryPrefix)));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    return await work(folder);
  } finally {
    process.off('exit', clean);
    clean();
  }
}

/** Runs the pipeline and compares it with what was observed; several may do so at once, each in a folder of its own. */
export async function verifyPipeline(observed: Observed, { auto = false, out }: Pick<VerifyOptions, 'auto' | 'out'>): Promise<Verification> {
  const { subject: found, bench, first, ms } = observed;
  const { conversion, source } = found;
  if (!conversion) return stopped(found.diagnostics, found);
  const place = mkdtempSync(join(bench.folder, 'pipeline-'));
  const [project, copy] = [join(place, 'project'), copyAt(found, join(place, 'notebook'))];
  const uncopied = copyFolder(source.root, copy.root);
  if (uncopied) return stopped([uncopied], found);
  if (out !== undefined) copyProject(resolve(bench.terminal.cwd, out), project);
  const started = Date.now();
  const notebook = { path: basename(source.path), ...copy };
  const pipeline = await runPipeline({ notebook, project, python: bench.python, auto }, bench.terminal);
  const times = { notebook: ms, pipeline: Date.now() - started };
  if (pipeline.status === 'refused' || pipeline.status === 'broken')
    return ended(found, first.error ? 'fails' : pipeline.status, { said: first.error ? errorText(first) : pipeline.said, times });
  const comparison = await compareUntilSure(observed, { project, conversion, folder: place });
  if (typeof comparison === 'string') return ended(found, 'broken', { said: comparison, times });
  const { verdict, more } = judge(first.error, pipeline, { comparison, conversion });
  return ended(found, verdict, {
    ...comparison,
    differences: [...comparison.differences, ...more],
    said: first.error ? errorText(first) : pipeline.said,
    times
  });
}

/** Two runs may agree by chance: before something is called different, the notebook runs again. */
async function compareUntilSure(
  { bench, first, second, runOf }: Observed,
  { folder, ...sides }: Omit<Sides, 'runs'> & { readonly folder: string }
): Promise<Comparison | string> {
  const compare = (runs: NotebookRuns) => compareRuns({ ...sides, runs }, { ...bench, folder });
  let runs: NotebookRuns = [first, second];
  let comparison = await compare(runs);
  while (typeof comparison !== 'string' && runs.length < enoughRuns(comparison)) {
    const again = await runOf(runs.length);
    if (!isRun(again) || again.broken !== undefined) break;
    runs = [...runs, again];
    comparison = await compare(runs);
  }
  return comparison;
}

/** How many runs a difference is worth: more where the notebook is known to draw lots. */
const enoughRuns = ({ differences, unstable }: Comparison): number => (differences.length === 0 ? 2 : unstable.length === 0 ? 3 : 6);

/** The project without what runs leave in it. */
function copyProject(from: string, to: string): void {
  const left = new Set(['runs', 'data', 'workspace', '.venv', '__pycache__'].map(name => join(from, name)));
  if (existsSync(from)) cpSync(from, to, { recursive: true, filter: path => !left.has(path) });
}
