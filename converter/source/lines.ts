/** A place for people: line and column from 1, columns in UTF-16 units as editors and SARIF count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of a text begin; the first is 0. Lines end with `\n`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Offset to line and column. Offsets outside the text give its first or last place. */
export function positionAt(text: string, offset: number): Position {
  const at = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}

/** Line and column to offset, the inverse of `positionAt`. Places outside the text give its nearest one. */
export function offsetAt(text: string, { line, column }: Position): number {
  const starts = lineStarts(text);
  const index = Math.max(0, Math.min(line - 1, starts.length - 1));
  const start = starts[index] ?? 0;
  const end = (starts[index + 1] ?? text.length + 1) - 1;
  return Math.max(start, Math.min(start + column - 1, end));
}
