import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Plan } from '../../plan/plan.js';
import { readEnvironment, trulyMissing } from '../environment.js';
import { missingForVerify, noPython, unverifiable } from '../messages.js';
import { findPython } from '../python.js';
import { findJavaScriptInstallation } from '../runners/javascript.js';
import { hasErrors, subject, type Subject } from '../subject.js';
import type { Terminal } from '../terminal.js';
import type { Bench, Kernel, NotebookRun } from './bench.js';
import { copyFolder, temporaryPrefix, type Copy } from './copies.js';
import { kernelOf, writeKernelLibrary } from './kernel/kernel.js';
import { writeLibrary } from './lib.js';
import { runPipeline } from './pipeline.js';
import { probing } from './probes.js';
import { nothing, type Verdict, type Verification } from './report.js';
import { compareRuns, runNotebook } from './runs.js';
import { steadyEnvironment } from './scripts.js';
import { judge } from './verdict.js';

export interface VerifyOptions {
  readonly python?: string;
  readonly root?: string;
  readonly auto?: boolean;
  /** A project's folder: what was changed there by hand is verified, too. */
  readonly out?: string;
}

/** A notebook that has been run, twice, so that pipelines can be compared with it. */
export interface Observed {
  readonly subject: Subject;
  readonly bench: Bench;
  readonly first: NotebookRun;
  readonly second: NotebookRun;
  readonly copies: { readonly first: Copy; readonly second: Copy };
  /** Milliseconds of the first run. */
  readonly ms: number;
}

/** Runs a notebook twice and its pipeline once, each in a fresh copy of the folder, and compares all that can be seen. */
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

/** Runs the notebook; gives a verdict at once where that is impossible or there will be no pipeline. */
export async function observeNotebook(
  path: string,
  { python: asked, root, auto = false, out, folder }: VerifyOptions & { readonly folder: string },
  ours: Terminal
): Promise<Observed | Verification> {
  const terminal = { ...ours, env: steadyEnvironment(ours) };
  const python = findPython(asked, terminal, out);
  if (python === undefined) return stopped([noPython(asked)]);
  const environment = readEnvironment(python, terminal);
  const versions = Object.fromEntries([...environment.distributions].map(([name, { version }]) => [name, version]));
  const found = await subject(path, { versions, auto, ...(root === undefined ? {} : { root }) }, terminal);
  if (!found.conversion) return stopped(found.diagnostics, found);
  const { plan, notebook } = found.conversion;
  const isPython = plan === undefined || plan.language === 'python';
  const needed = isPython ? 'ipython' : 'jupyter_client';
  const missing = environment.distributions.has(isPython ? 'ipython' : 'jupyter-client') ? [] : trulyMissing([needed], python);
  if (missing.length > 0) return stopped([missingForVerify(needed, python)]);

  const copies = { first: copyAt(found, join(folder, 'first')), second: copyAt(found, join(folder, 'second')) };
  const uncopied = copyFolder(found.source.root, copies.first.root) ?? copyFolder(found.source.root, copies.second.root);
  if (uncopied) return stopped([uncopied], found);
  const library = join(folder, 'library');
  const bench: Bench = {
    python,
    folder,
    library,
    terminal,
    probing: probing(found.conversion),
    ...(!isPython && { kernel: foundKernel(plan, found, terminal) })
  };
  if (isPython) writeLibrary(library);
  else writeKernelLibrary(library);
  const started = Date.now();
  const first = await runNotebook('first', copies.first, '0', bench);
  const ms = Date.now() - started;
  if (!first) return stopped([unverifiable(notebook.kernel)], found);
  if (first.broken !== undefined) return endedEarly(found, first.broken);
  if (hasErrors(found.diagnostics)) return ended(found, first.error ? 'fails' : 'refused', { said: errorText(first), diagnostics: found.diagnostics });
  const second = await runNotebook('second', copies.second, '1', bench);
  if (!second) return stopped([unverifiable(notebook.kernel)], found);
  if (second.broken !== undefined) return endedEarly(found, second.broken);
  return { subject: found, bench, first, second, copies, ms };
}

/** The notebook's kernel, and the program that stands for it in the pipeline. */
function foundKernel(plan: Plan, { source }: Subject, terminal: Terminal): Kernel {
  const installation = findJavaScriptInstallation({ folder: source.folder, source, kernel: plan.notebook.kernel, terminal });
  return kernelOf(plan, installation.program);
}

/** Runs the pipeline and compares it with what was observed; several may do so at once, each in a folder of its own. */
export async function verifyPipeline(
  { subject: found, bench, first, second, copies, ms }: Observed,
  { auto = false, out }: Pick<VerifyOptions, 'auto' | 'out'>
): Promise<Verification> {
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
  const comparison = await compareRuns({ first, second, copies, project, conversion }, { ...bench, folder: place });
  if (typeof comparison === 'string') return ended(found, 'broken', { said: comparison, times });
  const { verdict, more } = judge(first.error, pipeline, { comparison, conversion });
  return ended(found, verdict, {
    ...comparison,
    differences: [...comparison.differences, ...more],
    said: first.error ? errorText(first) : pipeline.said,
    times
  });
}

const copyAt = ({ source }: Subject, root: string): Copy => ({ root, folder: join(root, relative(source.root, source.folder)) });

/** The project without what runs leave in it. */
function copyProject(from: string, to: string): void {
  const left = new Set(['runs', 'data', 'workspace', '.venv', '__pycache__'].map(name => join(from, name)));
  if (existsSync(from)) cpSync(from, to, { recursive: true, filter: path => !left.has(path) });
}

function ended(found: Subject, verdict: Verdict, more: Partial<Verification>): Verification {
  const nodes = (found.conversion?.plan?.nodes ?? []).map(({ name, rung, members }) => ({ name, rung, ...(members && { members }) }));
  return { ...nothing, verdict, nodes, said: '', diagnostics: [], times: {}, subject: found, ...more };
}

const endedEarly = (found: Subject, said: string): Verification =>
  said === '' ? ended(found, 'fails', { said: 'its process was ended from outside' }) : ended(found, 'broken', { said });

const stopped = (diagnostics: readonly Diagnostic[], found?: Subject): Verification => ({
  ...nothing,
  verdict: 'refused',
  nodes: [],
  said: '',
  diagnostics,
  times: {},
  ...(found && { subject: found })
});

const errorText = ({ error }: NotebookRun): string => (error ? `cell ${error.cell + 1} raises ${error.type}: ${error.message}` : '');
