import type { TextPiece } from '../../plan/plan.js';

/** Lines of a file that came from one cell: what a traceback needs to name the cell and line. */
export interface MappedLines {
  /** First and last line of the file, 1-based, inclusive. */
  readonly from: number;
  readonly to: number;
  readonly cell: string;
  readonly index: number;
  /** Line of the cell's source that line `from` shows. */
  readonly line: number;
}

/** A file being put together from our lines and the user's pieces. */
export interface Writer {
  readonly lines: string[];
  readonly map: MappedLines[];
}

export const newWriter = (): Writer => ({ lines: [], map: [] });

/** Our own text. */
export function write(writer: Writer, text: string): void {
  writer.lines.push(...text.split('\n'));
}

/** The user's text, indented except where a line begins inside a string. */
export function writePiece(writer: Writer, { text, fixedLines, cell, index, line }: TextPiece, indent: string): void {
  const fixed = new Set(fixedLines);
  const from = writer.lines.length + 1;
  writer.lines.push(...text.split('\n').map((each, at) => (fixed.has(at) ? each : each.trim() === '' ? '' : indent + each)));
  writer.map.push({ from, to: writer.lines.length, cell, index, line });
}

/** Pieces with an empty line between them. */
export function writePieces(writer: Writer, pieces: readonly TextPiece[], indent: string): void {
  pieces.forEach((piece, at) => {
    if (at > 0) write(writer, '');
    writePiece(writer, piece, indent);
  });
}

export const finished = (writer: Writer): string => `${writer.lines.join('\n').replace(/\n+$/, '')}\n`;
