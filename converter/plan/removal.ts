import type { CellAnalysis } from '../analysis/analysis.js';
import type { Statement } from '../languages/language.js';
import type { Edit } from '../source/edits.js';
import { lineStarts } from '../source/lines.js';
import type { Span } from '../source/span.js';

export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What goes of a cell's text where statements of it stand elsewhere: their lines, or they alone where others that stay share a line with them. */
export interface Removal {
  readonly lines: readonly LineRange[];
  readonly cuts: readonly Edit[];
}

export function removalOf({ cell: { source }, facts }: CellAnalysis, moved: readonly Statement[]): Removal {
  const gone = new Set(moved);
  const lines: LineRange[] = [];
  const cuts: Edit[] = [];
  for (const neighbours of sharingLines(source, facts.statements)) {
    if (neighbours.every(statement => gone.has(statement))) lines.push(...neighbours.map(({ span }) => withComments(source, span)));
    else cuts.push(...cutsIn(source, neighbours, gone));
  }
  return { lines, cuts };
}

/** Statements in order, those together of which one begins on the line where the one before ends. */
function sharingLines(source: string, statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  let last = -1;
  for (const statement of statements) {
    const range = lineRange(source, statement.span);
    if (range.first === last) runs.at(-1)?.push(statement);
    else runs.push([statement]);
    ({ last } = range);
  }
  return runs;
}

/** Each with what parts it from the next, the last ones with what parts them from the one before; lines keep their numbers. */
function cutsIn(source: string, statements: readonly Statement[], gone: ReadonlySet<Statement>): readonly Edit[] {
  const stays = statements.findLastIndex(statement => !gone.has(statement));
  return statements.flatMap((statement, at) => {
    if (!gone.has(statement)) return [];
    const from = at < stays ? statement.span.from : (statements[at - 1]?.span.to ?? statement.span.from);
    const to = at < stays ? (statements[at + 1]?.span.from ?? statement.span.to) : statement.span.to;
    return [{ from, to, text: source.slice(from, to).replace(/[^\n]/g, '') }];
  });
}

/** Lines of a span. */
export function lineRange(source: string, span: Span): LineRange {
  return { first: lineAt(source, span.from), last: lineAt(source, Math.max(span.from, span.to - (source[span.to - 1] === '\n' ? 1 : 0))) };
}

/** Lines of a statement and of the comments that stand directly above it. */
export function withComments(source: string, span: Span): LineRange {
  const { texts: lines } = linesOf(source);
  const range = lineRange(source, span);
  let { first } = range;
  for (let above = commentAbove(lines, first); above < first; above = commentAbove(lines, first)) first = above;
  return { first, last: range.last };
}

/** The line where the comment begins that ends directly above a line; the line itself where there is none. */
function commentAbove(lines: readonly string[], line: number): number {
  const above = lines[line - 1]?.trimEnd() ?? '';
  if (/^(?:#|\/\/)(?!\s*%%|\|)/.test(above)) return line - 1;
  if (!above.endsWith('*/')) return line;
  const start = lines.slice(0, line).findLastIndex(text => text.includes('/*'));
  const comment = lines.slice(start, line).join('\n').trimEnd();
  return start >= 0 && comment.startsWith('/*') && comment.indexOf('*/') === comment.length - 2 ? start : line;
}

function lineAt(source: string, offset: number): number {
  const { starts } = linesOf(source);
  let [line, end] = [0, starts.length];
  while (end - line > 1) {
    const middle = (line + end) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else end = middle;
  }
  return line;
}

interface Lines {
  readonly source: string;
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

let known: Lines = { source: '', texts: [''], starts: [0] };

/** Statements of one cell are asked for one after the other: its lines are looked for once. */
function linesOf(source: string): Lines {
  if (known.source !== source) known = { source, texts: source.split('\n'), starts: lineStarts(source) };
  return known;
}
