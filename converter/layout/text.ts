import { namesText, type Drawing } from './drawing.js';

/** The drawing as lines of text: every node with what it takes and from where. */
export function renderText(drawing: Drawing): string {
  const nodes = drawing.boxes.filter(({ kind }) => kind !== 'file');
  const files = new Map(drawing.boxes.filter(({ kind }) => kind === 'file').map(({ id, label }) => [id, label]));
  const width = Math.max(0, ...nodes.map(({ label }) => label.length));
  const blocks = nodes.map(({ id, label, detail, kind }) => {
    const head = `${label.padEnd(width)}  ${detail}${kind === 'function' ? '' : `, ${kind === 'script' ? 'a script' : 'joined'}`}`;
    const taken = drawing.arrows
      .filter(({ to }) => to === id)
      .map(
        ({ from, names, isOrder }) =>
          `  ← ${files.get(from) ?? from}${names.length === 0 ? '' : isOrder ? ` (order: ${namesText(names, 6)})` : `: ${namesText(names, 6)}`}`
      );
    return [head, ...taken].join('\n');
  });
  return `${blocks.join('\n')}\n`;
}
