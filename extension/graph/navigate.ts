import type { GraphView } from '../model/view.js';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export const isDirection = (key: string): key is Direction => /^Arrow(?:Up|Down|Left|Right)$/.test(key);

/** The box that an arrow key leads to: along edges up and down, to the nearest box of the row sideways. */
export function neighbour({ boxes, arrows }: GraphView, from: string, key: Direction): string | undefined {
  const box = boxes.find(({ id }) => id === from);
  if (!box) return boxes[0]?.id;
  const isVertical = key === 'ArrowUp' || key === 'ArrowDown';
  const linked = new Set(
    arrows.flatMap(arrow => (key === 'ArrowUp' && arrow.to === from ? [arrow.from] : key === 'ArrowDown' && arrow.from === from ? [arrow.to] : []))
  );
  const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
  const [nearest] = boxes
    .filter(other => other.id !== from && (isVertical ? linked.has(other.id) : (other.x - box.x) * sign > 0 && Math.abs(other.y - box.y) < box.height))
    .sort((a, b) => Math.hypot(a.x - box.x, a.y - box.y) - Math.hypot(b.x - box.x, b.y - box.y));
  return nearest?.id;
}
