/** The characters that an escape with one letter stands for. */
const letters: { readonly [letter: string]: string } = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': ''
};

const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(N\{[^}]*\})|([\s\S]))/g;

/**
 * The text that a string literal's inside stands for. Absent where it names a character: those names are not known here.
 * The parser's own value is not used, because it halves characters above U+FFFF.
 */
export function decoded(inside: string, isRaw: boolean): string | undefined {
  if (isRaw || !inside.includes('\\')) return inside;
  if (/(?<!\\)(?:\\\\)*\\N\{/.test(inside)) return undefined;
  return inside.replace(escape, (...found: readonly unknown[]) => {
    const [all, x, u, long, octal, , letter = ''] = found as readonly (string | undefined)[];
    const digits = x ?? u ?? long;
    if (digits !== undefined) return character(Number.parseInt(digits, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8));
    return letters[letter] ?? all ?? '';
  });
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
