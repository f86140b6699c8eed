/**
 * For every cell of a notebook's JSON text: the line of the file (from 1) at which each of its source lines stands.
 * One pass over the text without building anything, so that it is cheap beside reading the notebook.
 */
export function sourceLinesInFile(json: string): readonly (readonly number[])[] {
  const cells: Piece[][] = [];
  const keys: (string | undefined)[] = [];
  const open: string[] = [];
  let line = 1;
  let index = -1;
  for (let at = 0; at < json.length; at++) {
    const character = json[at] ?? '';
    if (character === '\n') line++;
    else if (character === '{' || character === '[') {
      open.push(character);
      keys[open.length] = undefined;
      if (isCell(open, keys)) cells[++index] = [];
    } else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = stringEnd(json, at);
      const isKey = open.at(-1) === '{' && nextIs(json, end, ':');
      if (isKey) keys[open.length] = open.length === 1 || open.length === 3 ? json.slice(at + 1, end - 1) : '';
      else if (isSource(open, keys)) cells[index]?.push({ text: textOf(json.slice(at, end)), line });
      at = end - 1;
    }
  }
  return cells.map(linesOf);
}

/** Just inside an element of the document's `cells`. */
const isCell = (open: readonly string[], keys: readonly (string | undefined)[]): boolean => open.length === 3 && open.join('') === '{[{' && keys[1] === 'cells';

/** A text that is a cell's `source`, or in the list that is. */
function isSource(open: readonly string[], keys: readonly (string | undefined)[]): boolean {
  const depth = open.length;
  return (depth === 3 || (depth === 4 && open[3] === '[')) && keys[3] === 'source' && isCell(open.slice(0, 3), keys);
}

/** The offset behind a string that begins at `start`. */
function stringEnd(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}

function nextIs(json: string, from: number, wanted: string): boolean {
  let at = from;
  while (/\s/.test(json[at] ?? '')) at++;
  return json[at] === wanted;
}

/** The text of a JSON string; nothing where the document is damaged, so that it stays total. */
function textOf(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return '';
  }
}

interface Piece {
  readonly text: string;
  /** Where it stands in the file. */
  readonly line: number;
}

/** A line stands where its first character does, the empty last one where the source ends. */
function linesOf(pieces: readonly Piece[]): readonly number[] {
  const lines: number[] = [];
  let isStart = true;
  for (const { text, line } of pieces) {
    const parts = text.split(/\r\n?|\n/);
    parts.forEach((part, at) => {
      const isPending = at === parts.length - 1 && part === '';
      if ((at > 0 || isStart) && !isPending) lines.push(line);
    });
    isStart = parts.length > 1 ? parts.at(-1) === '' : isStart && text === '';
  }
  const end = pieces.at(-1)?.line;
  return isStart && end !== undefined ? [...lines, end] : lines;
}
