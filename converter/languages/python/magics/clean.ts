import type { Edit } from '../../../source/edits.js';
import type { Span } from '../../../source/span.js';

const classic = { first: /^(?:>>>|\.\.\.)(?: |$)/, any: /^(?:>>>|\.\.\.)(?: |$)/ };
const numbered = { first: /^(?:\[nav\]|\[ins\])?\s*In \[\d+\]:\s?/, any: /^(?:(?:\[nav\]|\[ins\])?\s*In \[\d+\]:\s?|\s*\.{3,}: ?)/ };

/** Takes away what IPython takes away before it looks at a cell: directive magics, common indentation, blanks of blank lines (in texts, too), prompts. */
export function cleaningEdits(source: string, directives: readonly Span[]): readonly Edit[] {
  const hidden = directives.filter(({ from }) => source.startsWith('%%', from)).map(({ from, to }) => ({ from, to: trimmedEnd(source, from, to) }));
  const lines = linesOf(source).filter(({ from }) => !hidden.some(span => span.from <= from && from < span.to));
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const indent = /^[ \t]*/.exec(lines[first]?.text ?? '')?.[0] ?? '';
  const prompt = [classic, numbered].find(({ first: pattern }) =>
    lines.slice(first, first + 2).some(({ text }) => pattern.test(text.slice(text.startsWith(indent) ? indent.length : 0)))
  );
  const stripped = lines.slice(Math.max(0, first)).flatMap(({ from, text }) => {
    if (/^[ \t]+$/.test(text)) return [{ from, to: from + text.length, text: '' }];
    const blank = text.startsWith(indent) ? indent.length : 0;
    const length = blank + (prompt?.any.exec(text.slice(blank))?.[0].length ?? 0);
    return length > 0 ? [{ from, to: from + length, text: '' }] : [];
  });
  return [...hidden.map(span => ({ ...span, text: '' })), ...stripped].sort((a, b) => a.from - b.from);
}

function trimmedEnd(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && source[end - 1] === '\n') end--;
  return end;
}

function linesOf(source: string): readonly { readonly from: number; readonly text: string }[] {
  let from = 0;
  return source.split('\n').map(text => {
    const line = { from, text };
    from += text.length + 1;
    return line;
  });
}
