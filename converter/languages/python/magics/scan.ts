/** A logical line of Python: brackets, strings and backslashes continue it over line ends. */
export interface LogicalLine {
  /** Start of the line, before its indentation. */
  readonly start: number;
  /** First character that is no blank. */
  readonly from: number;
  /** The line end, or the end of the text. */
  readonly to: number;
  /** The first `=` outside brackets. */
  readonly assign?: number;
  /** End of the last character that is neither blank nor comment. */
  readonly last: number;
  /** The line ends in a comment. */
  readonly comment: boolean;
}

/** What begins a line that is not Python, by IPython's rules. */
const escapes = '!%?,;/';

export const isEscape = (character: string | undefined): boolean => character !== undefined && character !== '' && escapes.includes(character);

/** The logical lines of the text, those that are not Python (they end at the first line end without a backslash) included. */
export function logicalLines(text: string, from = 0): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let at = from; at < text.length;) {
    const line = scanLine(text, at);
    lines.push(line);
    at = line.to + 1;
  }
  return lines;
}

function scanLine(text: string, start: number): LogicalLine {
  let from = start;
  while (text[from] === ' ' || text[from] === '\t' || text[from] === '\f') from++;
  if (isEscape(text[from])) {
    const to = continuedEnd(text, from);
    return { start, from, to, last: to, comment: false };
  }
  return scanPython(text, start, from);
}

/** The end of a line that backslashes may continue. */
export function continuedEnd(text: string, from: number): number {
  for (let at = from; ;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    if (text[end - 1] !== '\\' || end - 1 < from) return end;
    at = end + 1;
  }
}

/** Characters that make another operator of the `=` after them. */
const combining = new Set('=!<>:+-*/%&|^@~');

function scanPython(text: string, start: number, from: number): LogicalLine {
  let depth = 0;
  let assign: number | undefined;
  let last = from;
  let at = from;
  const found = (comment: boolean): LogicalLine => ({ start, from, to: at, last, comment, ...(assign !== undefined && { assign }) });
  while (at < text.length) {
    const character = text[at] as string;
    if (character === '\n' && depth === 0) return found(false);
    if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      if (depth === 0) return found(true);
      continue;
    }
    if (character === '\\' && text[at + 1] === '\n') at += 2;
    else if (character === '"' || character === "'") last = at = skipString(text, at);
    else {
      if ('([{'.includes(character)) depth++;
      if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      if (character === '=' && depth === 0 && assign === undefined && text[at + 1] !== '=' && !combining.has(text[at - 1] ?? '')) assign = at;
      at++;
      if (!/\s/.test(character)) last = at;
    }
  }
  return found(false);
}

/** The end of the string literal whose quote stands at `at`. A plain string that is not closed ends with its line. */
function skipString(text: string, at: number): number {
  const quote = text[at] as string;
  const fence = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const isFormatted = /(?:^|\W)(?:[rR]?[fFtT]|[fFtT][rR])$/.test(text.slice(Math.max(0, at - 3), at));
  let position = at + fence.length;
  while (position < text.length) {
    if (text.startsWith(fence, position)) return position + fence.length;
    const character = text[position];
    if (character === '\\') position += 2;
    else if (character === '\n' && fence.length === 1) return position;
    else if (isFormatted && character === '{') position = text[position + 1] === '{' ? position + 2 : skipField(text, position, fence);
    else position++;
  }
  return text.length;
}

/** The end of a replacement field, which may hold strings with the same quotes. */
function skipField(text: string, at: number, fence: string): number {
  let depth = 0;
  let position = at;
  while (position < text.length) {
    const character = text[position] as string;
    if (character === '\n' && fence.length === 1) return position;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth === 0) return position + 1;
    const isString = (character === '"' || character === "'") && !(text.startsWith(fence, position) && !closesLater(text, position, fence));
    position = isString ? skipString(text, position) : position + 1;
    if (!isString && text.startsWith(fence, position) && depth === 0) return position;
  }
  return text.length;
}

/** Before Python 3.12 the quote of an f-string inside a field ends it; then the field has no closing brace on the line. */
function closesLater(text: string, at: number, fence: string): boolean {
  const end = fence.length === 1 ? text.indexOf('\n', at) : text.length;
  return text.slice(at, end < 0 ? undefined : end).includes('}');
}
