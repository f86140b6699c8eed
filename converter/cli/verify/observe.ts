import { join, relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Plan } from '../../plan/plan.js';
import { readEnvironment, trulyMissing } from '../environment.js';
import { missingForVerify, noPython, unverifiable } from '../messages.js';
import { findPython } from '../python.js';
import { findJavaScriptInstallation } from '../runners/javascript.js';
import { hasErrors, subject, type Subject } from '../subject.js';
import type { Terminal } from '../terminal.js';
import type { Bench, Kernel, NotebookRun } from './bench.js';
import { copyFolder, type Copy } from './copies.js';
import { ended, endedEarly, errorText, stopped } from './ends.js';
import { kernelOf, writeKernelLibrary } from './kernel/kernel.js';
import { writeLibrary } from './lib.js';
import { probing } from './probes.js';
import type { Verification } from './report.js';
import { runNotebook } from './runs.js';
import { steadyEnvironment } from './scripts.js';

export interface VerifyOptions {
  readonly python?: string;
  readonly root?: string;
  readonly auto?: boolean;
  /** A project's folder: what was changed there by hand is verified, too. */
  readonly out?: string;
}

/** The runs of a notebook by number, from 0; each is made when it is first asked for, and only once. */
type Runs = (index: number) => Promise<NotebookRun | Diagnostic>;

/** A notebook that has been run, twice, so that pipelines can be compared with it. */
export interface Observed {
  readonly subject: Subject;
  readonly bench: Bench;
  readonly first: NotebookRun;
  readonly second: NotebookRun;
  /** One run more, or what is in its way. */
  readonly runOf: Runs;
  /** Milliseconds of the first run. */
  readonly ms: number;
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
  const runOf = runsOf(found, notebook.kernel, bench);
  const started = Date.now();
  const first = await runOf(0);
  const ms = Date.now() - started;
  if (!isRun(first)) return stopped([first], found);
  if (first.broken !== undefined) return endedEarly(found, first.broken);
  if (hasErrors(found.diagnostics)) return ended(found, first.error ? 'fails' : 'refused', { said: errorText(first), diagnostics: found.diagnostics });
  const second = await runOf(1);
  if (!isRun(second)) return stopped([second], found);
  if (second.broken !== undefined) return endedEarly(found, second.broken);
  return { subject: found, bench, runOf, first, second, ms };
}

/** The notebook's kernel, and the program that stands for it in the pipeline. */
function foundKernel(plan: Plan, { source }: Subject, terminal: Terminal): Kernel {
  const installation = findJavaScriptInstallation({ folder: source.folder, source, kernel: plan.notebook.kernel, terminal });
  return kernelOf(plan, installation.program);
}

/** Each run is in a copy of its own, and with hashes of its own: what depends on them shows. */
function runsOf(found: Subject, kernel: string, bench: Bench): Runs {
  const runs: Promise<NotebookRun | Diagnostic>[] = [];
  const run = async (index: number) => {
    const copy = copyAt(found, join(bench.folder, `copy-${index}`));
    const uncopied = copyFolder(found.source.root, copy.root);
    return uncopied ?? (await runNotebook(`notebook-${index}`, copy, String(index), bench)) ?? unverifiable(kernel);
  };
  return index => (runs[index] ??= run(index));
}

/** Where the notebook's folder is in a copy. */
export const copyAt = ({ source }: Subject, root: string): Copy => ({ root, folder: join(root, relative(source.root, source.folder)) });

/** Whether there was nothing in the way. */
export const isRun = (run: NotebookRun | Diagnostic): run is NotebookRun => 'written' in run;
