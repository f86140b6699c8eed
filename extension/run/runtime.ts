import type { TranslationBundle } from '@jupyterlab/translation';
import type { Manifest } from '../../converter/index.js';
import type { EnvironmentMessage, ProgramsWanted, RuntimeMessage } from '../worker/runs.js';
import type { Agent } from './agent.js';
import type { Job } from './job.js';
import type { NotebookKernel } from './questions.js';

/** What runs the nodes of the notebook's project. Python is known before anything is compiled, other programs by what the project needs. */
export async function findRuntime(job: Job, agent: Agent, python: EnvironmentMessage | undefined, wanted: ProgramsWanted | undefined): Promise<RuntimeMessage> {
  if (python) return { runner: 'python', ...python };
  if (!wanted) throw new Error('Nothing is known of what runs the project');
  return { runner: 'javascript', ...(await agent.ask('programs', { project: job.project, ...wanted, ...notebookKernel(job) })) };
}

/** What the server knows of how the notebook's kernel is started. */
export function notebookKernel({ panel, context }: Job): NotebookKernel {
  const written = panel.content.model?.getMetadata('kernelspec') as { readonly name?: unknown } | undefined;
  const name = panel.sessionContext.session?.kernel?.name ?? written?.name;
  const spec = typeof name === 'string' ? context.app.serviceManager.kernelspecs.specs?.kernelspecs[name] : undefined;
  return { argv: spec?.argv ?? [], env: texts(spec?.env ?? {}) };
}

/** What starts the project's runner. */
export const launchCommand = (runtime: RuntimeMessage, manifest: Manifest): readonly string[] =>
  runtime.runner === 'python' ? [runtime.python, '-m', `${manifest.package}.runtime.launch`] : [...(runtime.command ?? []), 'src/runtime/launch.mjs'];

/** What no installation into the project can help, in words. */
export function lackingOf(runtime: RuntimeMessage, trans: TranslationBundle): readonly string[] {
  if (runtime.runner === 'python') return [];
  const { command, node, npm, missing } = runtime;
  if (!command)
    return [
      node === null
        ? trans.__('The project needs Node.js 20.19 or newer, and there is none on the PATH of the kernel.')
        : trans.__('The project needs Node.js 20.19 or newer; on the PATH of the kernel is Node.js %1.', node)
    ];
  if (missing.length > 0 && !npm) return [trans.__('%1 is not installed, and there is no npm on the PATH of the kernel to install it.', missing.join(', '))];
  return [];
}

const texts = (values: object): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
