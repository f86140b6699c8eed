import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Runner } from './model/run.js';
import type { OpenNotebook, Pipelines } from './pipelines.js';
import type { SettingsStore } from './settings.js';
import type { Ask } from './worker/protocol.js';

/** What every part of the extension is handed. */
export interface ExtensionContext {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly pipelines: Pipelines;
  /** What compiles and runs the pipeline of a notebook. */
  readonly runnerOf: (opened: OpenNotebook) => Promise<Runner>;
  readonly settings: SettingsStore;
  readonly trans: TranslationBundle;
  /** Asks the converter, which lives in a worker. */
  readonly ask: Ask;
}
