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
export function writePiece(writer: Writer, piece: TextPiece, indent: string): void {
  const fixed = new Set(piece.fixedLines);
  const lines = piece.text.split('\n');
  const from = writer.lines.length + 1;
  writer.lines.push(...lines.map((line, at) => (fixed.has(at) || line.trim() === '' ? (fixed.has(at) ? line : '') : indent + line)));
  writer.map.push({ from, to: writer.lines.length, cell: piece.cell, index: piece.index, line: piece.line });
}

/** Pieces with an empty line wherever the cell changes. */
export function writePieces(writer: Writer, pieces: readonly TextPiece[], indent: string): void {
  pieces.forEach((piece, at) => {
    if (at > 0) writer.lines.push('');
    writePiece(writer, piece, indent);
  });
}

export const finished = (writer: Writer): string => `${writer.lines.join('\n').replace(/\n+$/, '')}\n`;
