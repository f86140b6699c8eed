import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { nodesBody } from './body.js';
import { declaredNodes } from './nodes.js';

export const CommandIDs = { showNodes: 'espalier:show-nodes' } as const;

/** Commands are for the notebook that was focused last; they are off while none is open. */
export function addCommands(app: JupyterFrontEnd, notebooks: INotebookTracker): void {
  app.commands.addCommand(CommandIDs.showNodes, {
    label: 'Show Pipeline Nodes',
    caption: 'List the pipeline nodes that the cells of this notebook declare',
    isEnabled: () => notebooks.currentWidget !== null,
    execute: async () => {
      if (notebooks.currentWidget) await showNodes(notebooks.currentWidget);
    }
  });
  notebooks.currentChanged.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.showNodes);
  });
}

async function showNodes({ content, context }: NotebookPanel): Promise<void> {
  await context.ready;
  const name = context.path.replace(/^.*\//, '');
  const declared = await declaredNodes(content.model?.toJSON(), name.replace(/\.ipynb$/, ''));
  await showDialog({ title: `Pipeline nodes of ${name}`, body: nodesBody(declared), buttons: [Dialog.okButton({ label: 'Close' })] });
}
