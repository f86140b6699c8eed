import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ExtensionContext } from '../context.js';
import type { NotebookPipeline } from '../model/pipeline.js';

/** Whose pipeline is compiled and run, and where. */
export interface Job {
  readonly context: ExtensionContext;
  readonly panel: NotebookPanel;
  readonly pipeline: NotebookPipeline;
  /** The project's folder, relative to the notebook's. */
  readonly project: string;
  /** The same as the server has it. */
  readonly folder: string;
  /** The notebook's file name. */
  readonly notebook: string;
  /** The folders that lead to the notebook. */
  readonly place: readonly string[];
}

export function jobOf(context: ExtensionContext, panel: NotebookPanel, pipeline: NotebookPipeline): Job {
  const place = panel.context.localPath.split('/');
  const notebook = place.pop() ?? '';
  const project = `${notebook.replace(/\.[^.]*$/, '')}_pipeline`;
  return { context, panel, pipeline, notebook, place, project, folder: [...place, project].join('/') };
}
