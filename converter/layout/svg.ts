import { curve } from './curve.js';
import type { Drawing } from './drawing.js';
import { layOutDrawing, type PlacedArrow, type PlacedBox } from './layout.js';

const style = `
  svg { font-family: system-ui, sans-serif; background: #fff; }
  .box rect { fill: #f4f7f5; stroke: #2f7d4f; stroke-width: 1.4; }
  .script rect { stroke-dasharray: 5 3; }
  .joined rect { stroke-width: 2.6; }
  .file rect { fill: #fff; stroke: #8a8a8a; }
  .label { font-size: 13px; fill: #1b1b1b; text-anchor: middle; }
  .detail, .passes { font-size: 10.5px; fill: #5a5a5a; text-anchor: middle; }
  .passes { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
  .arrow { fill: none; stroke: #7a8a80; stroke-width: 1.3; }
  .order { stroke-dasharray: 4 4; }
  @media (prefers-color-scheme: dark) {
    svg { background: #1e1e1e; }
    .box rect { fill: #26312b; stroke: #63b886; }
    .file rect { fill: #1e1e1e; stroke: #9a9a9a; }
    .label { fill: #eee; }
    .detail, .passes { fill: #b5b5b5; }
    .passes { stroke: #1e1e1e; }
  }`;

/** The drawing as an SVG document that stands by itself, in light and dark. */
export function renderSvg(drawing: Drawing): string {
  const { width, height, boxes, arrows } = layOutDrawing(drawing);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escape(drawing.title)}</title>
<style>${style}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0.5 8 4 0 7.5z" fill="#7a8a80"/></marker></defs>
${arrows.map(arrowSvg).join('\n')}
${boxes.map(boxSvg).join('\n')}
</svg>
`;
}

function boxSvg({ kind, label, detail, x, y, width, height }: PlacedBox): string {
  const name = `<text class="label" x="${x}" y="${detail === '' ? y + 4.5 : y - 1}">${escape(label)}</text>`;
  const below = detail === '' ? '' : `<text class="detail" x="${x}" y="${y + 14}">${escape(detail)}</text>`;
  return `<g class="box ${kind}"><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${kind === 'file' ? 2 : 7}"/>${name}${below}</g>`;
}

function arrowSvg({ points, label, at, isOrder }: PlacedArrow): string {
  const text = at ? `<text class="passes" x="${at.x}" y="${at.y + 3.5}">${escape(label)}</text>` : '';
  return `<g><path class="arrow${isOrder ? ' order' : ''}" d="${curve(points)}" marker-end="url(#tip)"/>${text}</g>`;
}

const escape = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
