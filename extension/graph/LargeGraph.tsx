import type { ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import { useNotebookState } from '../hooks.js';
import type { OpenNotebook } from '../pipelines.js';
import { PipelineGraph } from './PipelineGraph.js';

/** The graph with all the room there is. */
export function LargeGraph({ context, opened: { panel, pipeline } }: { readonly context: ExtensionContext; readonly opened: OpenNotebook }): ReactElement {
  const state = useNotebookState(pipeline);
  if (state.view.graph.boxes.length === 0) return <p className="jp-Espalier-empty">{context.trans.__('The notebook has no nodes yet.')}</p>;
  return <PipelineGraph context={context} panel={panel} pipeline={pipeline} state={state} isLarge />;
}
