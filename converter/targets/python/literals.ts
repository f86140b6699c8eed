/** A Python string literal for any text. */
export const pythonString = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A docstring: text that cannot end it, at the given indentation, with its quotes. */
export function docstring(text: string, indent: string): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').trim();
  const lines = safe.split('\n').map(line => line.trimEnd());
  const closed = safe.endsWith('"') ? `${lines.join('\n')} ` : lines.join('\n');
  const body = closed.split('\n').map((line, at) => (at === 0 || line === '' ? line : indent + line));
  return lines.length === 1 ? `${indent}"""${body[0] ?? ''}"""` : `${indent}"""${body.join('\n')}\n${indent}"""`;
}

/** Text wrapped at a width, for docstrings and comments; list items and tables keep their lines. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap(line => (line.length <= width || /^\s*([|>`#]|[-*+] |\d+\. )/.test(line) ? [line] : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
