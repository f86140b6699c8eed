/** A half-open span of UTF-16 offsets inside one cell's source. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place in the notebook: a cell, and where known the text inside it. */
export interface CellLocation {
  /** The cell's id. */
  readonly cell: string;
  readonly span?: Span;
}

/** Tells places apart by where they begin. */
export const placeKey = ({ cell, span }: CellLocation): string => `${cell}:${span?.from ?? ''}`;

/** Whether a span lies within another; a place without one lies nowhere. */
export const contains = (outer: Span, inner: Span | undefined): boolean => inner !== undefined && outer.from <= inner.from && inner.to <= outer.to;
