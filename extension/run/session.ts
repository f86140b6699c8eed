import type { NotebookPanel } from '@jupyterlab/notebook';
import type { KernelSpec, ServiceManager, Session } from '@jupyterlab/services';
import { Agent } from './agent.js';

/** How our sessions are told from others. */
const sessionType = 'pipeline-run';

/** A notebook's session has this path: that of no file, in the notebook's folder, where its kernel works. */
const sessionPath = (panel: NotebookPanel): string => `${panel.context.localPath}-pipeline`;

/** The kernel that runs a notebook's pipeline, if there is one: also one that another page started. */
export async function findAgent({ sessions }: ServiceManager.IManager, panel: NotebookPanel): Promise<Agent | undefined> {
  await sessions.refreshRunning();
  const path = sessionPath(panel);
  for (const model of sessions.running()) if (model.path === path && model.type === sessionType) return agentOf(sessions.connectTo({ model }));
  return undefined;
}

/** Starts a kernel with the environment of the notebook's, apart from it. */
export async function startAgent({ sessions, kernelspecs }: ServiceManager.IManager, panel: NotebookPanel): Promise<Agent> {
  await kernelspecs.ready;
  const name = agentKernel(kernelspecs.specs, kernelName(panel));
  if (name === undefined) throw new Error('There is no Python kernel, which the sidebar needs to write and start a project: install ipykernel');
  const options = { name: `Pipeline: ${panel.title.label}`, path: sessionPath(panel), type: sessionType, kernel: { name } };
  return agentOf(await sessions.startNew(options));
}

/** The notebook's own kernel, where that is Python; else one that is: JupyterLab brings it along. */
function agentKernel(specs: KernelSpec.ISpecModels | null, own: string | undefined): string | undefined {
  if (!specs) return own;
  const isPython = (name: string | undefined) => name !== undefined && specs.kernelspecs[name]?.language.toLowerCase() === 'python';
  return [own, specs.default, 'python3', ...Object.keys(specs.kernelspecs)].find(isPython);
}

function kernelName({ sessionContext, content }: NotebookPanel): string | undefined {
  const written = content.model?.getMetadata('kernelspec') as { readonly name?: unknown } | undefined;
  const name = sessionContext.session?.kernel?.name ?? sessionContext.kernelPreference.name ?? written?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

async function agentOf(session: Session.ISessionConnection): Promise<Agent> {
  const { kernel } = session;
  if (!kernel) throw new Error('The session has no kernel');
  const agent = new Agent(session, kernel);
  await agent.load();
  return agent;
}
