/** A heading of a markdown text, or (level 0) what stands before the first one, with the text up to the next heading. */
export interface MarkdownSection {
  /** 1 is the highest. */
  readonly level: number;
  readonly title: string;
  readonly text: string;
}

const atx = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
const paragraph = /^ {0,3}(?![#>]|[-*+][ \t]|\d+[.)][ \t]|<|\|| )\S/;

const longestSource = 50_000;
const longestTitle = 200;
const longestText = 4_000;

/**
 * Cuts a markdown text at its headings (`#` and underlined); those in fenced or indented code, comments, lists and quotes are none.
 * Line by line, so that no text can make it slow.
 */
export function sectionsOfMarkdown(source: string): readonly MarkdownSection[] {
  const sections: { level: number; title: string; lines: string[] }[] = [{ level: 0, title: '', lines: [] }];
  let closing: RegExp | undefined;
  for (const line of withoutPictures(source).slice(0, longestSource).split('\n')) {
    const lines = sections.at(-1)?.lines ?? [];
    const last = lines.at(-1);
    const [, opened] = fence.exec(line) ?? [];
    const [, hashes] = closing ? [] : (atx.exec(line) ?? []);
    const [, rule] = closing || last === undefined || !paragraph.test(last) ? [] : (underline.exec(line) ?? []);
    if (hashes !== undefined) {
      sections.push({ level: hashes.length, title: headingText(line, hashes), lines: [] });
    } else if (rule !== undefined) {
      const start = paragraphStart(lines);
      sections.push({ level: rule.startsWith('=') ? 1 : 2, title: lines.splice(start).join(' '), lines: [] });
    } else {
      lines.push(line);
      if (closing) closing = closing.test(line) ? undefined : closing;
      else if (opened !== undefined) closing = new RegExp(`^ {0,3}${opened[0] ?? ''}{${opened.length},}[ \\t]*$`);
      else if (line.lastIndexOf('<!--') > line.lastIndexOf('-->')) closing = /-->/;
    }
  }
  return sections
    .map(({ level, title, lines }) => ({ level, title: plainTitle(title), text: plainText(lines.join('\n')) }))
    .filter(({ level, text }) => level > 0 || text !== '');
}

/** Pictures that are part of the text, base64 and all, leave their caption. */
const withoutPictures = (source: string): string => source.replace(/!\[([^[\]\n]{0,200})\]\((?:data|attachment):[^)\s]*\)?/g, '$1');

const headingText = (line: string, hashes: string): string =>
  line
    .slice(line.indexOf(hashes) + hashes.length, longestTitle * 2)
    .trim()
    .replace(/(?:^|[ \t])#+$/, '');

/** Where the paragraph at the end of the lines begins. */
function paragraphStart(lines: readonly string[]): number {
  let start = lines.length - 1;
  while (start > 0 && paragraph.test(lines[start - 1] ?? '')) start--;
  return start;
}

/** Without links, emphasis, code marks, tags and anchors. */
function plainTitle(title: string): string {
  return title
    .slice(0, longestTitle)
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
    .replace(/<\/?[a-zA-Z][^>]*>/g, '')
    .replace(/\{[#.:][^}]*\}/g, '')
    .replace(/(\*\*|__|\*|`|~~)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** As written, but not longer than a docstring may be. */
function plainText(text: string): string {
  const shown = text.trim();
  return shown.length <= longestText ? shown : `${shown.slice(0, longestText).replace(/\s+\S*$/, '')} …`;
}
