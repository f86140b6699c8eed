import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { revealCell } from '../reveal.js';
import type { GraphView } from '../model/view.js';
import type { PartProps } from '../sidebar/parts.js';
import { GraphContent } from './GraphContent.js';
import { GraphToolbar } from './GraphToolbar.js';
import { isDirection, neighbour } from './navigate.js';
import { useViewport } from './viewport.js';

/** The pipeline as a graph: hover shows what belongs together, a click goes to the cell, arrow keys follow the edges. */
export function PipelineGraph({ large, ...props }: PartProps & { readonly large?: GraphView }): ReactElement {
  const { context, panel, pipeline, state } = props;
  const { trans } = context;
  const { nodes, name } = state.view;
  const graph = large ?? state.view.graph;
  const isLarge = large !== undefined;
  const frame = useRef<SVGSVGElement>(null);
  const { viewport, zoom, fit, show, onPointerDown } = useViewport(frame, graph);
  const [focused, setFocused] = useState<string | undefined>();

  const open = (id: string) => {
    const node = nodes.find(each => each.name === id);
    if (!node) return;
    pipeline.update({ selected: { kind: 'node', name: id } });
    const [first] = node.cells;
    if (first) void revealCell(panel, { cell: first.id });
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.key === 'Enter' || event.key === ' ') open(id);
    else if (event.key === '+' || event.key === '=') zoom(1);
    else if (event.key === '-') zoom(-1);
    else if (event.key === '0') fit();
    else if (isDirection(event.key)) focusBox(frame.current, neighbour(graph, id, event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={`jp-Espalier-graph${isLarge ? ' jp-mod-large' : ''}${state.view.state === 'unusable' ? ' jp-mod-old' : ''}`}>
      <GraphToolbar context={context} zoom={zoom} fit={fit} isLarge={isLarge} />
      <svg ref={frame} role="group" aria-label={trans.__('Graph of the pipeline %1', name)} onPointerDown={onPointerDown} data-lm-suppress-shortcuts="true">
        <g transform={`translate(${viewport.x} ${viewport.y}) scale(${viewport.scale})`}>
          <GraphContent
            {...props}
            graph={graph}
            focused={focused}
            onOpen={open}
            onKeyDown={onKeyDown}
            onFocus={box => {
              setFocused(box.id);
              show(box);
            }}
          />
        </g>
      </svg>
    </div>
  );
}

function focusBox(frame: SVGSVGElement | null, id: string | undefined): void {
  const boxes = frame?.querySelectorAll<SVGGElement>('[data-box]') ?? [];
  for (const box of boxes) if (box.dataset['box'] === id) box.focus();
}
