import { Notification } from '@jupyterlab/apputils';
import type { ExtensionContext } from '../context.js';
import { KernelWatch } from '../kernel/watch.js';
import type { OpenNotebook } from '../pipelines.js';
import { noArgs } from './args.js';
import { CommandIDs } from './ids.js';

/** Watches the kernels of all notebooks where that is wanted, and adds the command that wants it. */
export function watchKernels(context: ExtensionContext): void {
  const { app, pipelines, trans } = context;
  const watches = new WeakMap<OpenNotebook, KernelWatch>();
  const watch = (opened: OpenNotebook) => {
    const started = new KernelWatch(context, opened);
    watches.set(opened, started);
    opened.panel.disposed.connect(() => started.dispose());
  };
  pipelines.all.forEach(watch);
  pipelines.added.connect((_, opened) => watch(opened));
  app.commands.addCommand(CommandIDs.watchKernel, {
    label: trans.__('Watch the Kernel'),
    caption: trans.__('Show which values cells make in the kernel, and what running from the top would not give'),
    describedBy: { args: noArgs },
    isEnabled: () => pipelines.current !== undefined,
    execute: async () => {
      const { current } = pipelines;
      const problem = current && (await watches.get(current)?.start());
      if (problem !== undefined) Notification.error(trans.__('The kernel cannot be watched: %1', problem));
    }
  });
}
