/** Text without what no source file may hold: control characters, halves of characters, and line ends other than `\n`. */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** A docstring with its quotes, at an indentation: any text, none of which can end it. */
export function docstring(text: string, indent: string): string {
  const safe = printable(text).trim().replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"');
  const [first = '', ...rest] = safe.split('\n').map(line => line.trimEnd());
  if (rest.length === 0) return `${indent}"""${first}${first.endsWith('"') ? ' ' : ''}"""`;
  const lines = rest.map(line => (line === '' ? '' : indent + line));
  return `${indent}"""${first}\n${lines.join('\n')}\n${indent}"""`;
}

/** Text wrapped at a width; code, list items, quotes and tables keep their lines. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap(line => (line.length <= width || /^\s*([|>`#]|[-*+] |\d+\. )|^ {4}/.test(line) ? [line] : wrapLine(line, width)))
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
