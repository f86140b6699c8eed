import type { Span } from '../../source/span.js';
import type { Complaint } from './syntax/parse.js';

/** A mistake that the parser's own words do not explain. */
interface Mistake {
  /** Found in the line of the complaint. */
  readonly pattern: RegExp;
  readonly message: (found: RegExpExecArray) => string;
}

const mistakes: readonly Mistake[] = [
  { pattern: /^\s*print\s+(?![=(.[,:]|\s*$)/, message: () => "Missing parentheses in call to 'print': this is Python 2" },
  { pattern: /^\s*print\s*>>/, message: () => "'print >> file' is Python 2; write 'print(…, file=…)'" },
  { pattern: /^\s*exec\s+["'\w]/, message: () => "Missing parentheses in call to 'exec': this is Python 2" },
  { pattern: /^\s*raise\s+[\w.]+\s*,/, message: () => "'raise Error, text' is Python 2; write 'raise Error(text)'" },
  { pattern: /^\s*except\s+[\w.]+\s*,\s*\w+\s*:/, message: () => "'except Error, name' is Python 2; write 'except Error as name'" },
  { pattern: /[“”‘’„«»]/, message: ([quote]) => `'${quote}' is no quotation mark of Python; write ' or "` },
  {
    pattern: /[\u00a0\u2000-\u200b\u3000\ufeff]/,
    message: ([blank]) => `U+${(blank.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} looks like a blank and is none`
  },
  { pattern: /[，；：（）【】]/, message: ([sign]) => `'${sign}' is no sign of Python` },
  { pattern: /&&/, message: () => "'&&' is not Python; write 'and'" },
  { pattern: /\|\|/, message: () => "'||' is not Python; write 'or'" },
  { pattern: /^\s*\}?\s*else\s+if\b/, message: () => "'else if' is not Python; write 'elif'" },
  { pattern: /\w(\+\+|--)(?=\s*(?:$|[);#]))/, message: ([, sign = '']) => `'x${sign}' is not Python; write 'x ${sign[0] ?? ''}= 1'` },
  { pattern: /(?:^|[\s(=])!(?=\w)/, message: () => "'!' is not Python; write 'not'" },
  { pattern: /^\s*(?:if|elif|while)\b[^=:]*[^=!<>:]=(?!=)[^=]*:\s*$/, message: () => "'=' assigns and does not compare; write '=='" },
  { pattern: /(?<![\w.])0[0-7]+(?![\w.])/, message: ([number]) => `'${number}' is Python 2; octal numbers begin with 0o` },
  { pattern: /<>/, message: () => "'<>' is Python 2; write '!='" },
  { pattern: /(?<![\w"'])\d+[lL](?!\w)/, message: ([number]) => `'${number}' is Python 2; write it without the letter` },
  { pattern: /^\s*(?:const|let|var)\s+\w+\s*=/, message: () => 'This is JavaScript, not Python' }
];

/** The first complaint of each line, in words that say what to do where the mistake is a common one. */
export function explained(complaints: readonly Complaint[], text: string): readonly Complaint[] {
  const seen = new Set<number>();
  return complaints.flatMap(complaint => {
    const line = lineAround(text, complaint.span.from);
    if (seen.has(line.from)) return [];
    seen.add(line.from);
    return [{ ...complaint, message: explain(complaint.message, text.slice(line.from, line.to)) }];
  });
}

function explain(message: string, line: string): string {
  // What stands in strings and comments is no mistake.
  const code = line.replace(/(['"])(?:\\.|(?!\1).)*\1/g, '""').replace(/#.*$/, '');
  for (const { pattern, message: words } of mistakes) {
    const found = pattern.exec(code);
    if (found) return words(found);
  }
  return message.replace(/"([^"]*)"/g, "'$1'");
}

function lineAround(text: string, offset: number): Span {
  const from = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', Math.max(from, offset));
  return { from, to: end < 0 ? text.length : end };
}
