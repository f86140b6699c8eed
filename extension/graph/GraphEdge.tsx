import { curve } from '../../converter/layout/curve.js';
import type { MouseEvent, ReactElement } from 'react';
import type { EdgeView, GraphArrow } from '../model/view.js';

interface GraphEdgeProps {
  readonly arrow: GraphArrow;
  readonly edge: EdgeView | undefined;
  /** Id of the arrow's tip in this drawing. */
  readonly tip: string;
  readonly isSelected: boolean;
  readonly isDim: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

/** At most so many reasons in a tooltip; the inspector has them all. */
const most = 6;

/** An arrow with what passes. Broader than it looks, so that the pointer finds it. */
export function GraphEdge({ arrow, edge, tip, isSelected, isDim, onClick }: GraphEdgeProps): ReactElement {
  const { points, label, at, isOrder, isDeclared } = arrow;
  const path = curve(points);
  const classes = ['jp-Espalier-arrow', ...(isOrder ? ['jp-mod-order'] : []), ...(isDeclared ? ['jp-mod-declared'] : [])];
  return (
    <g className={[...classes, ...(isSelected ? ['jp-mod-selected'] : []), ...(isDim ? ['jp-mod-dim'] : [])].join(' ')} data-arrow={arrow.id} onClick={onClick}>
      <path className="jp-Espalier-arrowRoom" d={path} />
      <path className="jp-Espalier-arrowLine" d={path} markerEnd={`url(#${tip})`} />
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
