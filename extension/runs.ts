import type { ExtensionContext } from './context.js';
import type { OpenNotebook } from './pipelines.js';
import type { PipelineRunner } from './run/runner.js';

const runners = new WeakMap<object, Promise<PipelineRunner>>();

/** What runs a notebook's pipeline: one for each, loaded when it is needed first. */
export function runnerOf(context: ExtensionContext, { panel, pipeline }: OpenNotebook): Promise<PipelineRunner> {
  const known = runners.get(pipeline);
  if (known) return known;
  const made = import('./run/runner.js').then(({ runnerFor }) => runnerFor(context, panel, pipeline));
  runners.set(pipeline, made);
  return made;
}

/** Finds runs that went on while the page was away. */
export function findRuns(context: ExtensionContext): void {
  const find = async (opened: OpenNotebook) => {
    const { sessions } = context.app.serviceManager;
    await sessions.ready;
    const path = `${opened.panel.context.localPath}-pipeline`;
    if ([...sessions.running()].some(session => session.path === path)) await (await runnerOf(context, opened)).reattach();
  };
  const look = (opened: OpenNotebook) => void find(opened).catch((error: unknown) => console.warn('espalier: no run can be found', error));
  context.pipelines.all.forEach(look);
  context.pipelines.added.connect((_, opened) => look(opened));
}
