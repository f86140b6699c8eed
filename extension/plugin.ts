import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { decorateNotebooks } from './cells/decorate.js';
import { watchKernels } from './commands/kernel.js';
import { CommandIDs } from './commands/ids.js';
import { addRunCommands } from './commands/running.js';
import { addTaggingCommands } from './commands/tagging.js';
import { addViewCommands } from './commands/views.js';
import type { ExtensionContext } from './context.js';
import { showProblemsInEditors } from './editor/problems.js';
import { Pipelines } from './pipelines.js';
import { SettingsStore } from './settings.js';
import { findRuns, runnerOf } from './runs.js';
import { PipelinePanel } from './sidebar/panel.js';
import { addStatusItem } from './status.js';
import type { Ask } from './worker/protocol.js';

const id = 'espalier:plugin';

/** By place: what `optional` names. */
type Optional = [ICommandPalette | null, ILayoutRestorer | null, ISettingRegistry | null, IStatusBar | null, ITranslator | null];

/** The plugin; `ask` asks the converter. Everything but the notebooks may be missing. */
export const pipelinePlugin = (ask: Ask): JupyterFrontEndPlugin<void> => ({
  id,
  description: 'Tags cells as nodes of a pipeline, and shows, checks, compiles and runs the pipeline.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ILayoutRestorer, ISettingRegistry, IStatusBar, ITranslator],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker, ...[palette, restorer, registry, statusBar, translator]: Optional) => {
    const context: ExtensionContext = {
      app,
      notebooks,
      ask,
      pipelines: new Pipelines(notebooks, ask),
      runnerOf: opened => runnerOf(context, opened),
      settings: new SettingsStore(registry, id),
      trans: (translator ?? nullTranslator).load('espalier')
    };
    addTaggingCommands(context);
    addViewCommands(context);
    addRunCommands(context);
    findRuns(context);
    context.pipelines.currentChanged.connect(() => app.commands.notifyCommandChanged());
    const panel = new PipelinePanel(context);
    app.shell.add(panel, 'right', { rank: 600 });
    restorer?.add(panel, panel.id);
    decorateNotebooks(context);
    showProblemsInEditors(context);
    watchKernels(context);
    if (statusBar) addStatusItem(context, statusBar);
    for (const command of Object.values(CommandIDs)) palette?.addItem({ command, category: context.trans.__('Pipeline') });
  }
});
