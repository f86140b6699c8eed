/** Magics that run the code they are given, by the options of theirs that take a value. */
const runners: { readonly [magic: string]: string } = { time: '', timeit: 'nrp', prun: 'lsTD', memit: 'rti', mprun: 'fTD', lprun: 'fmTDuxz', capture: '' };

export interface Rewritten {
  readonly text: string;
  /** The magic is kept for those who read it, not carried out. */
  readonly isComment: boolean;
}

/** A magic, as its cell has it, in plain code; undefined where nobody can say what that is. */
export function withoutMagic(magic: string): Rewritten | undefined {
  const [, signs, name = '', rest = ''] = /^(%%?)(\w+)[^\S\n]*([^]*)$/.exec(magic) ?? [];
  if (signs === undefined) return undefined;
  const valued = Object.hasOwn(runners, name) ? runners[name] : undefined;
  if (signs === '%%') {
    const end = rest.indexOf('\n');
    return valued === undefined || end < 0 ? undefined : { text: rest.slice(end + 1), isComment: false };
  }
  if (rest.includes('\n')) return undefined;
  const code = valued === undefined ? '' : withoutOptions(rest, valued);
  return code === '' ? { text: `# ${magic}`, isComment: true } : { text: code, isComment: false };
}

/** `-n 10 -q f(x)` without its options: those that take a value take it along. */
function withoutOptions(line: string, valued: string): string {
  const option = /^-(\w)(\S*)\s*/.exec(line);
  if (!option) return line.trim();
  const [all, letter = '', attached] = option;
  const after = line.slice(all.length);
  return withoutOptions(valued.includes(letter) && attached === '' ? after.replace(/^\S+\s*/, '') : after, valued);
}
