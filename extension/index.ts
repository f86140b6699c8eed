import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { addCommands, CommandIDs } from './commands.js';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'espalier:plugin',
  description: 'Shows the pipeline that a notebook declares.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker, palette: ICommandPalette | null) => {
    addCommands(app, notebooks);
    palette?.addItem({ command: CommandIDs.showNodes, category: 'Espalier' });
  }
};

export default plugin;
