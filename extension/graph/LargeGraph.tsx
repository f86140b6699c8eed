import { useEffect, useState, type ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import { useNotebookState } from '../hooks.js';
import { emptyGraph } from '../model/view.js';
import type { OpenNotebook } from '../pipelines.js';
import { PipelineGraph } from './PipelineGraph.js';

/** The graph with all the room there is, and with what passes along its arrows. */
export function LargeGraph({ context, opened: { panel, pipeline } }: { readonly context: ExtensionContext; readonly opened: OpenNotebook }): ReactElement {
  const state = useNotebookState(pipeline);
  const { view } = state;
  const [graph, setGraph] = useState(emptyGraph);
  useEffect(() => {
    let isCurrent = true;
    const show = (made: typeof graph) => {
      if (isCurrent) setGraph(made);
    };
    pipeline.wideGraph().then(show, () => show(view.graph));
    return () => {
      isCurrent = false;
    };
  }, [pipeline, view]);
  if (view.graph.boxes.length === 0) return <p className="jp-Espalier-empty">{context.trans.__('The notebook has no nodes yet.')}</p>;
  return <PipelineGraph context={context} panel={panel} pipeline={pipeline} state={state} large={graph.boxes.length > 0 ? graph : view.graph} />;
}
