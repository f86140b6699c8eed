import type { ISessionContext } from '@jupyterlab/apputils';
import type { KernelCell } from '../model/kernel.js';
import { readMessage } from './message.js';

/** A connection to a kernel. */
export type Kernel = NonNullable<NonNullable<ISessionContext['session']>['kernel']>;

/** The kernel's end: `python/jupyterlab_espalier/kernel/channel.py`. */
const target = 'espalier-witness';

const probe = '"jupyterlab_espalier.kernel" in __import__("sys").modules';

/** Whether the kernel has the extension loaded. Asks without leaving a trace in it. */
export async function isLoaded(kernel: Kernel): Promise<boolean> {
  const reply = await run(kernel, '', { loaded: probe });
  const answer = reply.content.status === 'ok' ? (reply.content.user_expressions['loaded'] as { data?: Record<string, unknown> } | undefined) : undefined;
  return answer?.data?.['text/plain'] === 'True';
}

/** Loads the extension, also where it is not installed; what the kernel says where it cannot. */
export async function load(kernel: Kernel): Promise<string | undefined> {
  const { loadingCode } = await import('./sources.js');
  const { content } = await run(kernel, loadingCode(), {});
  return content.status === 'error' ? `${content.ename}: ${content.evalue}` : undefined;
}

function run(kernel: Kernel, code: string, user_expressions: Record<string, string>) {
  const silently = { silent: true, store_history: false, allow_stdin: false, stop_on_error: false };
  return kernel.requestExecute({ code, user_expressions, ...silently }).done;
}

/** Listens: first to all that was recorded, then to each cell as it ends. */
export function listen(kernel: Kernel, onCells: (cells: readonly KernelCell[], isHistory: boolean) => void): ReturnType<Kernel['createComm']> {
  const comm = kernel.createComm(target);
  comm.onMsg = ({ content: { data } }) => {
    const { cells, isHistory } = readMessage(data);
    if (isHistory || cells.length > 0) onCells(cells, isHistory);
  };
  comm.open();
  return comm;
}
