import { namesText, type Box, type Drawing } from './drawing.js';

/** The drawing as a Mermaid flowchart. */
export function renderMermaid({ boxes, arrows }: Drawing): string {
  const ids = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    ...boxes.map(box => `  ${ids.get(box.id)}${shape(box)}`),
    ...arrows.map(
      ({ from, to, names, isOrder }) =>
        `  ${ids.get(from)} ${isOrder ? '-.->' : '-->'}${names.length > 0 ? `|"${escape(namesText(names))}"|` : ''} ${ids.get(to)}`
    )
  ];
  return `flowchart TD\n${lines.join('\n')}\n`;
}

function shape({ kind, label }: Box): string {
  const text = `"${escape(label)}"`;
  if (kind === 'file') return `[(${text})]`;
  return kind === 'script' ? `[[${text}]]` : kind === 'joined' ? `[${text}]` : `(${text})`;
}

/** Mermaid writes characters by number as `#35;`; everything that could mean something to it goes that way. */
const escape = (text: string): string => text.replace(/[^\p{L}\p{N} _.,:/+-]/gu, character => `#${character.codePointAt(0)};`);
