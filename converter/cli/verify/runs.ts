import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, NotebookError, NotebookRun, Sides } from './bench.js';
import { changedFiles, signatures, type Copy } from './copies.js';
import { compareKernelRuns } from './kernel/compare.js';
import { runInKernel } from './kernel/kernel.js';
import type { NodeProbes } from './probes.js';
import type { Comparison } from './report.js';
import { runScript, steadyEnvironment } from './scripts.js';

/** Runs the notebook from top to bottom in a copy; `name` tells the runs apart, `seed` is that of hashes. `undefined`: its kernel is not here. */
export async function runNotebook(name: string, copy: Copy, seed: string, bench: Bench): Promise<NotebookRun | undefined> {
  const { python, folder, library, terminal, probing, kernel } = bench;
  if (kernel) return runInKernel(name, copy, bench, kernel);
  const out = join(folder, `${name}-run`);
  const before = signatures(copy.root, copy.folder);
  const env = { ...steadyEnvironment(terminal), PYTHONHASHSEED: seed, IPYTHONDIR: join(folder, 'ipython') };
  const request = { cells: probing.cells, probes: probing.probes, out };
  const { code, said } = await runScript({ python, library, module: 'notebook', cwd: copy.folder, env, file: join(folder, `${name}.json`), request });
  const written = changedFiles(before, signatures(copy.root, copy.folder));
  if (code !== 0 && code !== 3) return { folder: copy.folder, out, written, broken: code === undefined ? '' : said || `its process ended with ${code}` };
  const { error } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as { readonly error: NotebookError | null };
  return { folder: copy.folder, out, written, ...(error && { error }) };
}

/** Compares runs of the notebook with the run of its pipeline. */
export async function compareRuns(sides: Sides, bench: Bench): Promise<Comparison | string> {
  if (bench.kernel) return compareKernelRuns(sides, bench, bench.kernel);
  const { runs, project, conversion } = sides;
  const [first, ...others] = runs;
  const { plan } = conversion;
  if (!plan) return 'there is no pipeline';
  const { folder, library, python, terminal, probing } = bench;
  const directory = join(project, ...plan.workspace.directory.split('/'));
  const given = new Set(plan.workspace.files.map(({ from }) => from));
  const inWorkspace = signatures(join(project, 'workspace'), directory);
  const wrote = writersOf(project, probing.nodes);
  const written = [...new Set([...first.written, ...[...inWorkspace.keys()].filter(path => !given.has(path)), ...wrote.keys()])].sort();
  const report = join(folder, 'report.json');
  const request = {
    project,
    package: plan.package,
    runs: runs.map(({ out }) => out),
    nodes: probing.nodes,
    setup: probing.setup,
    layers: Object.fromEntries(plan.datasets.map(({ name, layer }) => [name, layer])),
    workspace: join(project, 'workspace'),
    folders: { runs: runs.map(run => run.folder), pipeline: directory },
    written,
    hasMovingNames: others.some(({ written: again }) => first.written.some(path => !again.includes(path))),
    writers: Object.fromEntries(wrote),
    report
  };
  const env = steadyEnvironment(terminal);
  const { code, said } = await runScript({ python, library, module: 'judge', cwd: project, env, file: join(folder, 'judge.json'), request });
  return code === 0 ? (JSON.parse(readFileSync(report, 'utf8')) as Comparison) : said;
}

/** By file: the last node that changed it, as the project's ledger has it. */
function writersOf(project: string, nodes: readonly NodeProbes[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const ledger = readLedger(join(project, 'data', '.files', 'ledger.json'));
  for (const { name } of nodes) for (const path of Object.keys(ledger[name] ?? {})) found.set(path, name);
  return found;
}

function readLedger(path: string): { readonly [node: string]: object } {
  try {
    const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as { readonly nodes?: { readonly [node: string]: object } };
    return nodes ?? {};
  } catch {
    return {};
  }
}
