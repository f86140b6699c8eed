import type { MouseEvent, ReactElement } from 'react';
import type { EdgeView, GraphArrow } from '../model/view.js';

interface GraphEdgeProps {
  readonly arrow: GraphArrow;
  readonly edge: EdgeView | undefined;
  readonly isSelected: boolean;
  readonly isDim: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

/** At most so many reasons in a tooltip; the inspector has them all. */
const most = 6;

/** An arrow with what passes. Broader than it looks, so that the pointer finds it. */
export function GraphEdge({ arrow, edge, isSelected, isDim, onClick }: GraphEdgeProps): ReactElement {
  const { points, label, at, isOrder, isDeclared } = arrow;
  const path = curve(points);
  const classes = ['jp-Espalier-arrow', ...(isOrder ? ['jp-mod-order'] : []), ...(isDeclared ? ['jp-mod-declared'] : [])];
  return (
    <g className={[...classes, ...(isSelected ? ['jp-mod-selected'] : []), ...(isDim ? ['jp-mod-dim'] : [])].join(' ')} data-arrow={arrow.id} onClick={onClick}>
      <path className="jp-Espalier-arrowRoom" d={path} />
      <path className="jp-Espalier-arrowLine" d={path} markerEnd="url(#jp-Espalier-tip)" />
      {at && (
        <text className="jp-Espalier-passes" x={at.x} y={at.y + 3.5}>
          {label}
        </text>
      )}
      {edge && (
        <title>
          {[`${edge.from} → ${edge.to}`, ...edge.reasons.slice(0, most).map(({ text }) => text), ...(edge.reasons.length > most ? ['…'] : [])].join('\n')}
        </title>
      )}
    </g>
  );
}

type Point = GraphArrow['points'][number];

/** A smooth line through the points: quadratic curves between the middles of its parts. */
function curve([first, ...rest]: readonly Point[]): string {
  if (!first) return '';
  const parts = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const isLast = index === rest.length - 2;
    const end = isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  const line = parts.length > 0 ? parts.join('') : rest.map(({ x, y }) => `L${x} ${y}`).join('');
  return `M${first.x} ${first.y}${line}`;
}
