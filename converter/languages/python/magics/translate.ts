import { cellMagic } from './cell-magics.js';
import { parse } from '../syntax/parse.js';
import { isMagic, lineMagic, magicValue, quickCall, shellLine, shellLines } from './line-magics.js';
import { continuedEnd, isEscape, logicalLines, type LogicalLine } from './scan.js';
import { gone, leftOut, type Translation } from './translation.js';

/** A piece of the text that is not Python, and what takes its place. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  /** Absent: it has no meaning outside the notebook, or none that we know. */
  readonly translation?: Translation;
  /** As the author knows it: `%timeit`. */
  readonly magic: string;
  /** What is left where there is nothing to put: a suite needs a statement, an assignment a value. */
  readonly empty: '' | 'pass' | 'None';
}

export interface Translated {
  readonly replacements: readonly Replacement[];
  /** To be run after the cell. */
  readonly tail?: Translation;
  readonly hidden: boolean;
  /** The body of a magic that shows the value of a last expression and nothing else. */
  readonly isTimed: boolean;
}

/** Finds and translates what IPython's transformer would; the text is free of prompts and of common indentation. */
export function translate(text: string): Translated {
  const replacements: Replacement[] = [];
  let tail: Translation | undefined;
  let hidden = false;
  let isTimed = false;
  let start = 0;
  for (;;) {
    const line = firstLine(text, start);
    if (!line) break;
    const { from, to, name, rest } = line;
    const body = text.slice(to + 1);
    const found = cellMagic(name, { line: rest, body: body === '' || body.endsWith('\n') ? body : `${body}\n`, closed: body.endsWith('\n'), source: text });
    const place = { from, magic: `%%${name}`, empty: '' } as const;
    if (found?.kind !== 'body') {
      const translation = found?.kind === 'text' ? found.translation : found && leftOut('measures');
      return { replacements: [...replacements, { ...place, to: text.length, ...(translation && { translation }) }], hidden, isTimed, ...(tail && { tail }) };
    }
    replacements.push({ ...place, to, translation: found.head ?? gone });
    tail ??= found.tail;
    hidden ||= found.hidden ?? false;
    isTimed ||= !found.isCell;
    start = to + 1;
  }
  const alone = start === 0 ? unsigned(text) : undefined;
  const lines = alone ? [alone] : logicalLines(text, start).flatMap(each => lineReplacement(text, each) ?? []);
  return { replacements: [...replacements, ...lines.map(line => shortened(text, line))], hidden, isTimed, ...(tail && { tail }) };
}

/** A cell magic: only the first line that is not blank can be one. */
function firstLine(text: string, start: number): { readonly from: number; readonly to: number; readonly name: string; readonly rest: string } | undefined {
  let from = start;
  while (/\s/.test(text[from] ?? '')) from++;
  if (!text.startsWith('%%', from) || (from > start && text[from - 1] !== '\n')) return undefined;
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end;
  const [, name = '', rest = ''] = /^%%(\S*) ?(.*)$/s.exec(text.slice(from, to).trimEnd()) ?? [];
  return name.includes('?') ? undefined : { from, to, name, rest };
}

function lineReplacement(text: string, line: LogicalLine): Replacement | undefined {
  const { start, from } = line;
  if (isEscape(text[from])) return escaped(text, line);
  const help = line.comment ? undefined : /(%{0,2}(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?\d+\])*)\?\??$/u.exec(text.slice(from, line.last));
  if (help) return { from, to: line.to, translation: gone, magic: '?', empty: from === start ? '' : 'pass' };
  return line.assign === undefined ? undefined : assigned(text, from, line.assign);
}

/** `cd data`, `pip install x`: a magic without its sign, if it is the only line and no Python. */
function unsigned(text: string): Replacement | undefined {
  const line = text.trim();
  const name = /^([a-z_]+) +[^=,\s]/.exec(line)?.[1];
  if (name === undefined || line.includes('\n') || !isMagic(name) || parse(line).complaints.length === 0) return undefined;
  const from = text.indexOf(line);
  return { from, to: from + line.length, empty: '', ...commandOf(`%${line}`, text) };
}

/** Code that stays as it stands is not replaced: only what is before it goes. */
function shortened(text: string, replacement: Replacement): Replacement {
  const { from, to, translation } = replacement;
  const given = text.slice(from, to).trimEnd();
  const kept = translation?.text ?? '';
  return kept !== '' && given.endsWith(kept)
    ? { ...replacement, to: from + given.length - kept.length, translation: { ...gone, ...(translation?.quiet && { quiet: true }) }, empty: '' }
    : replacement;
}

/** A line that begins with `!`, `%`, `?`, `,`, `;` or `/`. */
function escaped(text: string, { from, start }: LogicalLine): Replacement {
  const to = continuedEnd(text, from);
  const command = joined(text.slice(from, to));
  const found = commandOf(command, text);
  return { from, to, empty: from === start ? '' : 'pass', ...found };
}

function commandOf(command: string, source: string): { readonly magic: string; readonly translation?: Translation } {
  const escape = command[0] ?? '';
  if (escape === '?' || command.endsWith('?')) return { magic: '?', translation: gone };
  if (command.startsWith('!!')) return { magic: '!!', translation: shellLines(command.slice(2), source) };
  if (escape === '!') return { magic: '!', translation: shellLine(command.slice(1), source) };
  if (escape === '%') {
    const [, name = '', given = ''] = /^%(\S*) ?(.*)$/s.exec(command) ?? [];
    const translation = lineMagic(name, given, source);
    return { magic: `%${name}`, ...(translation && { translation }) };
  }
  const translation = quickCall(escape, command.slice(1));
  return { magic: escape, ...(translation && { translation }) };
}

/** `x = !command` and `x = %magic`: only the right side changes. */
function assigned(text: string, start: number, assign: number): Replacement | undefined {
  const blanks = /^[ \t]*/.exec(text.slice(assign + 1))?.[0].length ?? 0;
  const from = assign + 1 + blanks;
  const to = continuedEnd(text, from);
  const command = joined(text.slice(from, to));
  if (command.startsWith('!')) return { from, to, magic: '!', empty: 'None', translation: shellLines(command.slice(1), text) };
  const [, name, given = ''] = /^%\s*([A-Za-z_]\S*) ?(.*)$/s.exec(command) ?? [];
  if (name === undefined || start > assign) return undefined;
  const translation = magicValue(name, given, text);
  return { from, to, magic: `%${name}`, empty: 'None', ...(translation && { translation }) };
}

/** One line of what backslashes spread over several. */
function joined(text: string): string {
  const lines = text.split('\n');
  return lines.map((line, at) => (at < lines.length - 1 ? line.trimEnd().slice(0, -1) : line.trimEnd())).join(' ');
}
