import type { KeyboardEvent, ReactElement } from 'react';
import type { GraphBox, GraphView } from '../model/view.js';
import type { PartProps } from '../sidebar/parts.js';
import { coneOf } from './cone.js';
import { ArrowTip, useTip } from './ArrowTip.js';
import { GraphEdge } from './GraphEdge.js';
import { GraphNode } from './GraphNode.js';

interface GraphContentProps extends PartProps {
  readonly graph: GraphView;
  /** The box that had the focus last: the one that the tab key leads to. */
  readonly focused: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onFocus: (box: GraphBox) => void;
  readonly onKeyDown: (event: KeyboardEvent, id: string) => void;
}

/** Boxes and arrows; what does not belong to what the pointer is on steps back. */
export function GraphContent({ context: { trans }, pipeline, state, graph, focused, onOpen, onFocus, onKeyDown }: GraphContentProps): ReactElement {
  const { view, hovered, selected, run } = state;
  const { boxes, arrows } = graph;
  const nodes = new Map(view.nodes.map(node => [node.name, node]));
  const edges = new Map(view.edges.map(edge => [edge.id, edge]));
  const tip = useTip();
  const cone = hovered === undefined ? undefined : coneOf(hovered, arrows);
  const tabStop = boxes.some(({ id }) => id === focused) ? focused : boxes[0]?.id;
  return (
    <>
      <ArrowTip id={tip} />
      {arrows.map(arrow => (
        <GraphEdge
          key={arrow.id}
          arrow={arrow}
          tip={tip}
          edge={edges.get(arrow.id)}
          isSelected={selected?.kind === 'edge' && selected.id === arrow.id}
          isDim={cone !== undefined && !(cone.has(arrow.from) && cone.has(arrow.to))}
          onClick={() => pipeline.update({ selected: { kind: 'edge', id: arrow.id } })}
        />
      ))}
      {boxes.map(box => (
        <GraphNode
          key={box.id}
          box={box}
          node={nodes.get(box.id)}
          run={run.nodes.get(box.id)}
          isSelected={selected?.kind === 'node' && selected.name === box.id}
          isDim={cone !== undefined && !cone.has(box.id)}
          isTabStop={box.id === tabStop}
          trans={trans}
          onClick={() => onOpen(box.id)}
          onHover={isOver => pipeline.update({ hovered: isOver ? box.id : undefined })}
          onFocus={() => onFocus(box)}
          onKeyDown={event => onKeyDown(event, box.id)}
        />
      ))}
    </>
  );
}
