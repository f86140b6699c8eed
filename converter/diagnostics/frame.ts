import { lineStarts } from '../source/lines.js';
import type { Span } from '../source/span.js';

/** One line of a frame. */
export interface FrameLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** What to print below the text: spaces, then carets; absent where the line is only context. */
  readonly carets?: string;
}

const widest = 120;
const mostLines = 4;

/** The lines of a span, with one line before, and carets under what is meant. Long lines are cut to a window around the span, tabs become spaces. */
export function frameOf(source: string, span: Span): readonly FrameLine[] {
  const starts = lineStarts(source);
  const first = lineAt(starts, span.from);
  const last = Math.min(lineAt(starts, Math.max(span.from, span.to - 1)), first + mostLines - 1);
  const before = first > 0 && textOf(source, starts, first - 1).trim() !== '' ? [contextLine(source, starts, first - 1)] : [];
  const marked = Array.from({ length: last - first + 1 }, (_, at) => markedLine(source, starts, { line: first + at, span }));
  return [...before, ...marked];
}

function lineAt(starts: readonly number[], offset: number): number {
  const next = starts.findIndex(start => start > offset);
  return next === -1 ? starts.length - 1 : Math.max(0, next - 1);
}

const textOf = (source: string, starts: readonly number[], line: number): string =>
  source.slice(starts[line] ?? 0, (starts[line + 1] ?? source.length + 1) - 1);

const contextLine = (source: string, starts: readonly number[], line: number): FrameLine => ({
  number: line + 1,
  text: shown(textOf(source, starts, line).slice(0, widest))
});

function markedLine(source: string, starts: readonly number[], { line, span }: { readonly line: number; readonly span: Span }): FrameLine {
  const text = textOf(source, starts, line);
  const start = starts[line] ?? 0;
  const from = Math.max(span.from - start, span.from < start ? text.length - text.trimStart().length : 0);
  const to = Math.max(Math.min(span.to - start, text.trimEnd().length), from + 1);
  const left = from < widest / 2 ? 0 : from - widest / 4;
  const right = Math.min(text.length, left + widest);
  const prefix = left > 0 ? '…' : '';
  const carets = widthOf(shown(text.slice(from, Math.min(to, right))));
  return {
    number: line + 1,
    text: `${prefix}${shown(text.slice(left, right))}${right < text.length ? '…' : ''}`,
    carets: ' '.repeat(widthOf(prefix + shown(text.slice(left, from)))) + '^'.repeat(Math.max(1, carets))
  };
}

/** Printable: tabs as spaces, nothing that a terminal would obey. */
const shown = (text: string): string => text.replace(/\t/g, '    ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');

/** Columns on a terminal: marks take none, East Asian letters and emoji two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{Mark}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;
