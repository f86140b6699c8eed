import type { Span } from '../source/span.js';

/** One `key: value` at the top of a cell, over one line or more. */
export interface Directive {
  readonly key: string;
  /** The value as YAML text. */
  readonly value: string;
  /** Its lines, without line ends. */
  readonly lines: readonly Span[];
}

/** The head of a cell: a `%%node` line and the directive lines, with whatever may stand between them. */
export interface CellHead {
  /** What follows `%%node`, and its line. */
  readonly magic?: { readonly text: string; readonly line: Span };
  readonly directives: readonly Directive[];
}

/** Lines, and characters of `%%node`, that a head may have; what is longer is no head. */
const mostLines = 500;
const longestMagic = 5_000;

const directiveLine = /^\s*(?:#|\/\/)\|(.*)$/;
const keyAndValue = /^ ?([A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(.*))?$/;
const commentLine = /^\s*(?:#|\/\/)/;

/** Reads the head of a cell: blank lines, `%%node`, another `%%magic`, then comments among which directive lines are found. */
export function readHead(source: string): CellHead {
  const lines = linesOf(source);
  let line = lines.next();
  const skipBlank = () => {
    while (line && line.text.trim() === '') line = lines.next();
  };
  skipBlank();
  const command = line && /^%%node(?:[ \t]+(.*))?$/.exec(line.text);
  const magic = line && command ? { text: (command[1] ?? '').slice(0, longestMagic).trim(), line: line.span } : undefined;
  if (magic) line = lines.next();
  skipBlank();
  if (line?.text.startsWith('%%')) line = lines.next();
  const directives: Directive[] = [];
  for (let count = 0; line && count < mostLines && (line.text.trim() === '' || commentLine.test(line.text)); count++) {
    addLine(directives, line);
    line = lines.next();
  }
  return { ...(magic && { magic }), directives };
}

interface SourceLine {
  readonly text: string;
  readonly span: Span;
}

/** Lines one at a time: a cell may be huge, its head is not. */
function linesOf(source: string): { readonly next: () => SourceLine | undefined } {
  let at = 0;
  return {
    next: () => {
      if (at > source.length) return undefined;
      const end = source.indexOf('\n', at);
      const span = { from: at, to: end === -1 ? source.length : end };
      at = span.to + 1;
      return { text: source.slice(span.from, span.to), span };
    }
  };
}

/** A new directive, or the continuation (indented, or an item of a list) of the last. */
function addLine(directives: Directive[], { text, span }: SourceLine): void {
  const content = directiveLine.exec(text)?.[1];
  if (content === undefined) return;
  const entry = keyAndValue.exec(content);
  const last = directives.at(-1);
  if (entry?.[1] !== undefined) directives.push({ key: entry[1], value: entry[2] ?? '', lines: [span] });
  else if (last && last.lines.at(-1)?.to === span.from - 1 && /^(?: {2,}\S| ?-[ \t])/.test(content)) {
    directives[directives.length - 1] = { ...last, value: `${last.value}\n${content}`, lines: [...last.lines, span] };
  }
}
