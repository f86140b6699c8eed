import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../plan/plan.js';
import { kernelForm, type KernelForm } from '../../../targets/javascript/kernels.js';
import { verifyModules } from '../../../targets/javascript/verifyModules.js';
import type { Bench, Kernel, NotebookRun } from '../bench.js';
import { changedFiles, signatures, type Copy } from '../copies.js';
import type { Probe } from '../probes.js';
import { runProgram, steadyEnvironment } from '../scripts.js';

/** How `kernel.py` says that there is no such kernel. */
const noKernel = 4;

/** Bundle and streams of one cell. */
export interface CellOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly shown: readonly { readonly [mime: string]: unknown }[];
}

/** The kernel of a plan's notebook. */
export function kernelOf(plan: Plan, program: string | undefined): Kernel {
  const form = kernelForm(plan);
  const name = plan.notebook.kernel;
  const commands: Readonly<Record<KernelForm['id'], readonly string[]>> = {
    deno: program === undefined ? [] : [program, 'jupyter', '--kernel', '--conn', '{connection_file}'],
    tslab: ['tslab', 'kernel', '--config-path', '{connection_file}', ...(form.extension === 'mjs' ? ['--js'] : [])],
    ijavascript: ['ijskernel', '{connection_file}']
  };
  return { name, form, command: commands[form.id], ...(program !== undefined && { program }) };
}

/** Writes what runs notebooks in kernels and compares, apart from the project. */
export function writeKernelLibrary(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(verifyModules)) writeFileSync(join(folder, name), text);
}

/** Runs the notebook from top to bottom in its kernel; `undefined` where there is no such kernel. */
export async function runInKernel(
  name: string,
  copy: Copy,
  { python, folder, library, terminal, probing }: Bench,
  kernel: Kernel
): Promise<NotebookRun | undefined> {
  const out = join(folder, `${name}-run`);
  mkdirSync(out, { recursive: true });
  const before = signatures(copy.root, copy.folder);
  const probes = probing.probes.filter(({ state }) => state === undefined).map(probe => ({ ...probe, code: probeCode(probe, { out, library, kernel }) }));
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ kernel: kernel.name, command: kernel.command, cells: probing.cells, probes, out }));
  const env = { ...steadyEnvironment(terminal), DENO_NO_UPDATE_CHECK: '1' };
  const { code, said } = await runProgram(python, [join(library, 'kernel.py'), file], { cwd: copy.folder, env });
  if (code === noKernel) return undefined;
  const written = changedFiles(before, signatures(copy.root, copy.folder));
  if (code !== 0) return { folder: copy.folder, out, written, broken: code === undefined ? '' : said || `it ended with ${code}` };
  const { error } = readResult(out);
  return { folder: copy.folder, out, written, ...(error && { error }) };
}

interface Result {
  readonly error: NotebookRun['error'] | null;
  readonly cells: { readonly [index: string]: CellOutput };
}

/** What cells gave in a run. */
export const readResult = (out: string): Result => JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Result;

/** Where the values of a probe are kept. */
export const valuesFile = (out: string, key: string): string => join(out, `${key}.values.json`);

/** Code for a cell of its own: it binds no name and shows nothing. */
function probeCode({ key, names }: Probe, { out, library, kernel }: { readonly out: string; readonly library: string; readonly kernel: Kernel }): string {
  const getters = `{ ${names.map(name => `${JSON.stringify(name)}: () => ${name}`).join(', ')} }`;
  const [module, file] = [JSON.stringify(join(library, 'values.cjs')), JSON.stringify(valuesFile(out, key))];
  return kernel.form.id === 'deno'
    ? `void (await import("file://" + ${module})).default.keep(${file}, ${getters})`
    : `void require(${module}).keep(${file}, ${getters})`;
}
