import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';

/** Edits of a text that was edited before, as edits of the original: `own` in the order given, `all` together with those that remain. */
export interface Composed {
  readonly own: readonly Edit[];
  readonly all: readonly Edit[];
}

/** `first` only deletes; `second` is made for what `first` leaves. Both are in order. */
export function composed(first: readonly Edit[], second: readonly Edit[]): Composed {
  const own = second.map(({ from, to, text }) => {
    const start = original(first, from);
    return { from: start, to: to > from ? original(first, to - 1) + 1 : start, text };
  });
  const kept = first.filter(edit => !own.some(({ from, to }) => from <= edit.from && edit.to <= to && from < to));
  return { own, all: [...kept, ...own].sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** The place in the original of a character of the shortened text. */
function original(deletions: readonly Edit[], offset: number): number {
  let at = offset;
  for (const { from, to } of deletions) {
    if (from > at) break;
    at += to - from;
  }
  return at;
}

/** The way back from the edited text. What an edit put in maps to all that it replaced. */
export interface SpanMap {
  readonly spanOf: (from: number, to: number) => Span;
  /** Where the text of an edit begins in the edited text. */
  readonly placeOf: (edit: Edit) => number;
}

interface Piece {
  readonly edit: Edit;
  /** In the edited text. */
  readonly start: number;
  readonly end: number;
}

/** `edits` in order, not overlapping. */
export function spanMap(edits: readonly Edit[], length: number): SpanMap {
  let shift = 0;
  const pieces = edits.map((edit): Piece => {
    const start = edit.from + shift;
    shift += edit.text.length - (edit.to - edit.from);
    return { edit, start, end: start + edit.text.length };
  });
  const starts = new Map(pieces.map(({ edit, start }) => [edit, start]));
  const back = (offset: number, isEnd: boolean): number => {
    const before = lastBefore(pieces, offset, isEnd);
    if (!before) return Math.min(offset, length);
    const { edit, end } = before;
    if (offset < end || (isEnd && offset === end)) return isEnd ? edit.to : edit.from;
    return Math.min(edit.to + offset - end, length);
  };
  return {
    spanOf: (from, to) => {
      const start = back(from, false);
      return { from: start, to: Math.max(start, back(to, true)) };
    },
    placeOf: edit => starts.get(edit) ?? 0
  };
}

/** The last piece that begins at or before an offset; an end belongs to what stands before it. */
function lastBefore(pieces: readonly Piece[], offset: number, isEnd: boolean): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start } = pieces[middle] as Piece;
    if (start < offset || (start === offset && !isEnd)) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}
