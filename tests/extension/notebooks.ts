import { YNotebook } from '@jupyter/ydoc';
import { NotebookPipeline } from '../../extension/model/pipeline.js';
import { startAnswering } from '../../extension/worker/answer.js';
import type { Ask } from '../../extension/worker/protocol.js';

export interface CellInit {
  readonly source: string;
  readonly type?: 'code' | 'markdown';
  readonly metadata?: { readonly [key: string]: unknown };
}

/** A real shared notebook with the given cells; ids are `a`, `b`, `c`, … */
export function notebookOf(cells: readonly (CellInit | string)[]): YNotebook {
  const notebook = new YNotebook({ disableDocumentWideUndoRedo: true });
  const document = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' }, language_info: { name: 'python', version: '3.12' } },
    cells: cells.map((cell, index) => {
      const { source, type = 'code', metadata = {} }: CellInit = typeof cell === 'string' ? { source: cell } : cell;
      return {
        id: String.fromCharCode(97 + index),
        cell_type: type,
        source,
        metadata,
        ...(type === 'code' && { outputs: [], execution_count: null })
      };
    })
  };
  notebook.fromJSON(document as never);
  notebook.clearUndoHistory();
  return notebook;
}

/** The worker's answers without a worker: messages are copied as they would be. */
function askDirectly(): Ask {
  const answer = startAnswering();
  return (question, asked) => Promise.resolve().then(() => structuredClone(answer(question, structuredClone(asked))));
}

/** The model of a notebook, once it has read it. */
export async function pipelineOf(notebook: YNotebook): Promise<NotebookPipeline> {
  const pipeline = new NotebookPipeline(notebook, () => 'example', askDirectly());
  await pipeline.refresh();
  await until(() => pipeline.state.view.state !== 'reading');
  return pipeline;
}

/** Waits until something is so; fails after two seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (isSo()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error('what was waited for did not happen');
}

/** What a cell's metadata say to us. */
export const tagOf = (notebook: YNotebook, index: number): unknown => notebook.getCell(index).getMetadata()['espalier'];
