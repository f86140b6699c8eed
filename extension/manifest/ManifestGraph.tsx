import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { coneOf } from '../graph/cone.js';
import { ArrowTip, useTip } from '../graph/ArrowTip.js';
import { GraphEdge } from '../graph/GraphEdge.js';
import { GraphNode } from '../graph/GraphNode.js';
import { GraphToolbar } from '../graph/GraphToolbar.js';
import { isDirection, neighbour } from '../graph/navigate.js';
import { useViewport } from '../graph/viewport.js';
import { emptyGraph, type GraphBox, type GraphView, type NodeView, type PortView } from '../model/view.js';
import type { ViewerContext } from './widget.js';
import type { ManifestNodeView, ManifestValue, ManifestView } from './view.js';

/** Larger graphs take long to lay out, and nobody could read them. */
const mostBoxes = 300;

/** As many as the style sheet has for nodes. */
const colours = 8;

interface ManifestGraphProps {
  readonly context: ViewerContext;
  readonly view: ManifestView;
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
}

/** The nodes of a manifest as the sidebar draws those of a notebook. */
export function ManifestGraph({ context, view, selected, onSelect }: ManifestGraphProps): ReactElement | null {
  const { ask, trans } = context;
  const { nodes, arrows } = view;
  const frame = useRef<SVGSVGElement>(null);
  const [graph, setGraph] = useState(emptyGraph);
  const { viewport, zoom, fit, show, onPointerDown } = useViewport(frame, graph);
  const isSmall = nodes.length > 0 && nodes.length <= mostBoxes;
  useEffect(() => {
    let isCurrent = true;
    const boxes = nodes.map(({ name, kind, cells }) => ({ id: name, kind, label: name, cells }));
    if (isSmall) void ask('draw', { boxes, arrows }).then(made => isCurrent && setGraph(made));
    return () => {
      isCurrent = false;
    };
  }, [ask, nodes, arrows, isSmall]);
  if (!isSmall) return null;
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.key === 'Enter' || event.key === ' ') onSelect(id);
    else if (event.key === '+' || event.key === '-') zoom(event.key === '+' ? 1 : -1);
    else if (event.key === '0') fit();
    else if (isDirection(event.key)) focusBox(frame.current, graph, neighbour(graph, id, event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="jp-Espalier-graph">
      <GraphToolbar context={context} zoom={zoom} fit={fit} isLarge />
      <svg ref={frame} role="group" aria-label={trans.__('Graph of %1', view.title)} onPointerDown={onPointerDown} data-lm-suppress-shortcuts="true">
        <g transform={`translate(${viewport.x} ${viewport.y}) scale(${viewport.scale})`}>
          <Shapes graph={graph} view={view} trans={trans} selected={selected} onSelect={onSelect} onFocus={show} onKeyDown={onKeyDown} />
        </g>
      </svg>
    </div>
  );
}

interface ShapesProps extends Pick<ManifestGraphProps, 'view' | 'selected' | 'onSelect'> {
  readonly graph: GraphView;
  readonly trans: ViewerContext['trans'];
  readonly onFocus: (box: GraphBox) => void;
  readonly onKeyDown: (event: KeyboardEvent, id: string) => void;
}

/** Boxes and arrows; what does not belong to what the pointer is on steps back. */
function Shapes({ graph, view, trans, selected, onSelect, onFocus, onKeyDown }: ShapesProps): ReactElement {
  const [hovered, setHovered] = useState<string>();
  const byName = new Map(view.nodes.map((node, index) => [node.name, { node, colour: index % colours }]));
  const tip = useTip();
  const cone = hovered === undefined ? undefined : coneOf(hovered, graph.arrows);
  const tabStop = graph.boxes.some(({ id }) => id === selected) ? selected : graph.boxes[0]?.id;
  return (
    <>
      <ArrowTip id={tip} />
      {graph.arrows.map(arrow => (
        <GraphEdge
          key={arrow.id}
          arrow={arrow}
          tip={tip}
          edge={undefined}
          isSelected={false}
          isDim={cone !== undefined && !(cone.has(arrow.from) && cone.has(arrow.to))}
          onClick={() => onSelect(arrow.to)}
        />
      ))}
      {graph.boxes.map(box => (
        <GraphNode
          key={box.id}
          box={box}
          node={asNodeView(byName.get(box.id))}
          run={byName.get(box.id)?.node.run}
          isSelected={selected === box.id}
          isDim={cone !== undefined && !cone.has(box.id)}
          isTabStop={box.id === tabStop}
          trans={trans}
          onClick={() => onSelect(box.id)}
          onHover={isOver => setHovered(isOver ? box.id : undefined)}
          onFocus={() => onFocus(box)}
          onKeyDown={event => onKeyDown(event, box.id)}
        />
      ))}
    </>
  );
}

/** What the graph's boxes want to know of a node. */
function asNodeView(known: { readonly node: ManifestNodeView; readonly colour: number } | undefined): NodeView | undefined {
  if (!known) return undefined;
  const { name, title, kind, takes, gives } = known.node;
  const ports = (values: readonly ManifestValue[]) => values.map((value): PortView => ({ name: value.name, kind: 'value', standing: 'inferred', others: [] }));
  const { colour } = known;
  return { name, authored: [name], title, rung: kind, because: [], cells: [], inputs: ports(takes), outputs: ports(gives), colour, settings: {} };
}

function focusBox(frame: SVGSVGElement | null, { boxes }: GraphView, id: string | undefined): void {
  frame?.querySelectorAll<SVGGElement>('[data-box]')[boxes.findIndex(box => box.id === id)]?.focus();
}
