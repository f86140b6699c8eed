import { positionAt, type Position } from '../source/lines.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Diagnostic } from './diagnostic.js';

/** The diagnostics of one notebook, with what it takes to show their places. */
export interface Report {
  /** The notebook's path as the user gave it. */
  readonly file: string;
  readonly cells: readonly ReportedCell[];
  readonly diagnostics: readonly Diagnostic[];
  /** Line of the notebook file (from 1) at which a line (from 1) of a cell (by index) stands; absent where the file's text is not at hand. */
  readonly lineInFile?: (index: number, line: number) => number | undefined;
}

export interface ReportedCell {
  readonly id: string;
  readonly index: number;
  readonly source: string;
}

/** A place as people and tools name it. */
export interface Place {
  readonly cell: ReportedCell;
  /** Number of the cell in the notebook, from 1. */
  readonly number: number;
  readonly span?: Span;
  readonly start?: Position;
  readonly end?: Position;
}

/** Where a diagnostic is; absent where that is the notebook as a whole. */
export function placeOf({ cells }: Report, at: CellLocation | undefined): Place | undefined {
  const cell = at && cells.find(({ id }) => id === at.cell);
  if (!cell) return undefined;
  const { span } = at;
  const number = cell.index + 1;
  return span ? { cell, number, span, start: positionAt(cell.source, span.from), end: positionAt(cell.source, span.to) } : { cell, number };
}

/** `cell 4:2:7` (line and column), or `cell 4`. */
export const placeName = ({ number, start }: Place): string => `cell ${number}${start ? `:${start.line}:${start.column}` : ''}`;

/** Line of the notebook file at which a place stands. */
export function fileLine({ lineInFile }: Report, { cell, start }: Place): number | undefined {
  return lineInFile?.(cell.index, start?.line ?? 1);
}
