const longest = 80;

/** A name or text of the user on one line, without control characters and shortened: safe to print anywhere. */
export function plain(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** The same in single quotes. */
export const quoted = (text: string): string => `'${plain(text)}'`;

/** `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`; long lists end in a count. */
export function quotedList(texts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const shown = texts.length > 6 ? [...texts.slice(0, 5).map(quoted), `${texts.length - 5} more`] : texts.map(quoted);
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
