import type { CellAnalysis } from '../analysis/analysis.js';
import type { Language, Statement, Value } from '../languages/language.js';
import { applyEdits, type Edit } from '../source/edits.js';
import { contains } from '../source/span.js';
import { pathOf, type PathContext } from './path.js';
import type { TextPiece } from './plan.js';
import { lineRange, removalOf, withComments, type LineRange } from './removal.js';

export interface RemainingOptions {
  readonly language: Language;
  /** What the function is called that shows a value, and the variable that keeps one. */
  readonly show: string;
  readonly shown: string;
  /** The function that shows one while the cell goes on. */
  readonly echo: string;
  readonly paths: PathContext;
  readonly isScript: boolean;
}

/** Names that nodes' texts may add; with a number where the notebook has such a name. */
export const added = { show: 'show', echo: 'echo', shown: 'shown' } as const;

/** Whether a name could be one of them. */
export const mayBeAdded = (name: string): boolean => Object.values<string>(added).includes(name.toLowerCase().replace(/_\d+$/, ''));

/** The user's text of a cell, without directive lines and without the statements that moved elsewhere. */
export function remainingText(cell: CellAnalysis, moved: readonly Statement[], options: RemainingOptions): readonly TextPiece[] {
  const { source } = cell.cell;
  const { result, shownName } = cell.facts;
  const isShown = result && !moved.some(({ span }) => contains(span, result)) && !isSurelyNothing(cell, options);
  const shown = isShown ? options.language.shows(result, options.show, source) : completed(cell, options);
  const echoed = (cell.facts.shown ?? []).flatMap(({ span, value }) =>
    returnsNothing(value, options) ? [] : options.language.shows(span, options.echo, source)
  );
  const { lines, cuts } = removalOf(cell, moved);
  const gone = [...lines, ...cell.cell.intent.directives.map(span => lineRange(source, span))];
  const flush: readonly Edit[] =
    shownName !== undefined || (cell.pendingFigure && shown.length === 0) ? atEnd(source, `${options.show}(${shownName ?? ''})`) : [];
  const declared = options.isScript ? cell.facts.statements.flatMap(({ declares }) => declares?.edits ?? []) : [];
  const edits = [...cell.facts.edits, ...declared, ...shown, ...echoed, ...flush].filter(edit => !moved.some(({ span }) => contains(span, edit)));
  return piecesOf(cell, gone, [...edits, ...cuts]);
}

type Naming = Pick<RemainingOptions, 'language' | 'paths'>;

/** A line after all that the cell holds. */
const atEnd = (source: string, line: string): readonly Edit[] => [{ from: source.trimEnd().length, to: source.trimEnd().length, text: `\n${line}` }];

/** Edits that show the value of a statement that is more than an expression. */
function completed({ cell: { source }, facts: { completion } }: CellAnalysis, { show, shown }: RemainingOptions): readonly Edit[] {
  if (!completion) return [];
  const { to } = completion.span;
  const text = `${source.slice(to).trim() === '' ? '\n' : ' '}${show}(${shown});`;
  return [...completion.edits.map(edit => ({ ...edit, text: edit.text.replaceAll('·', shown) })), { from: to, to, text }];
}

/** The trailing expression calls what never returns anything. */
function isSurelyNothing({ facts, givesNothing }: CellAnalysis, options: Naming): boolean {
  if (givesNothing) return true;
  const last = facts.statements.at(-1)?.flow.at(-1);
  return last?.kind === 'evaluate' && returnsNothing(last.value, options);
}

function returnsNothing(value: Value, { language, paths }: Naming): boolean {
  const path = value.kind === 'call' ? pathOf(value.callee, paths) : undefined;
  return path !== undefined && language.returnNothing.has(path);
}

/** One statement with the comment lines directly above it, as a piece of its own. */
export function statementText(cell: CellAnalysis, statement: Statement, isScript = false): TextPiece {
  const { source } = cell.cell;
  const { first, last } = withComments(source, statement.span);
  const outside = [
    { first: 0, last: first - 1 },
    { first: last + 1, last: Number.POSITIVE_INFINITY }
  ];
  const edits = [...cell.facts.edits, ...(isScript ? (statement.declares?.edits ?? []) : [])].filter(edit => contains(statement.span, edit));
  const [piece] = piecesOf(cell, outside, [...edits, ...beside(cell, statement)]);
  return piece ?? { cell: cell.cell.id, index: cell.cell.index, line: first + 1, text: '', fixedLines: [] };
}

/** Nothing of the statements that share its lines. */
const beside = (cell: CellAnalysis, statement: Statement): readonly Edit[] =>
  removalOf(
    cell,
    cell.facts.statements.filter(each => each !== statement)
  ).cuts;

/** Cuts the edited text into runs of kept lines. Edits keep the number of lines except at the very end. */
function piecesOf(cell: CellAnalysis, gone: readonly LineRange[], edits: readonly Edit[]): readonly TextPiece[] {
  const lines = applyEdits(cell.cell.source, edits).split('\n');
  const isGone = (line: number) => gone.some(({ first, last }) => first <= line && line <= last);
  const fixed = new Set(cell.facts.fixedLines);
  const pieces: TextPiece[] = [];
  for (let start = 0; start < lines.length;) {
    if (isGone(start)) {
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && !isGone(end)) end++;
    const piece = trimmed(lines.slice(start, end), start, fixed);
    if (piece) pieces.push({ cell: cell.cell.id, index: cell.cell.index, ...piece });
    start = end;
  }
  return pieces;
}

function trimmed(lines: readonly string[], start: number, fixed: ReadonlySet<number>): Pick<TextPiece, 'line' | 'text' | 'fixedLines'> | undefined {
  const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
  let from = 0;
  let to = lines.length;
  while (from < to && isBlank(lines[from]) && !fixed.has(start + from)) from++;
  while (to > from && isBlank(lines[to - 1]) && !fixed.has(start + to - 1)) to--;
  if (from === to) return undefined;
  const kept = lines.slice(from, to);
  const fixedLines = kept.flatMap((_, line) => (fixed.has(start + from + line) ? [line] : []));
  return { line: start + from + 1, text: kept.join('\n'), fixedLines };
}
