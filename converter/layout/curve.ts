import type { Point } from './layout.js';

/** A smooth line through the points, as the `d` of a path: quadratic curves between the middles of its parts. */
export function curve([first, ...rest]: readonly Point[]): string {
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
