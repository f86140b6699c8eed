import { sectionsOfMarkdown, type MarkdownSection } from './markdown.js';
import type { Notebook } from './notebook.js';

/** A heading that stands directly above a code cell; level 1 is the highest. */
export interface Heading {
  readonly level: number;
  readonly title: string;
}

/** Plain title and markdown text that document something. */
export interface TitleAndDoc {
  readonly title?: string;
  readonly doc?: string;
}

/** The notebook's own title and text, and by cell id those that stand directly above a code cell. */
export function titlesAndDocs(notebook: Notebook): { readonly intro: TitleAndDoc; readonly byCell: ReadonlyMap<string, TitleAndDoc> } {
  const { own, runs } = outlineOf(notebook);
  const byCell = runs.flatMap(({ cell, sections }): readonly [string, TitleAndDoc][] => {
    const last = sections.at(-1);
    return last && last !== own ? [[cell, titleAndDoc(last)]] : [];
  });
  return { intro: own ? titleAndDoc(own) : {}, byCell: new Map(byCell) };
}

/** By cell id: the heading directly above a code cell, by which nodes may be proposed; what it stands under begins there, too. */
export function headingsAbove(notebook: Notebook): ReadonlyMap<string, Heading> {
  const { own, runs } = outlineOf(notebook);
  return new Map(
    runs.flatMap(({ cell, sections }): readonly [string, Heading][] => {
      const titled = sections.filter(section => section.title !== '' && section !== own);
      const last = titled.at(-1);
      return last ? [[cell, { level: Math.min(...titled.map(({ level }) => level)), title: last.title }]] : [];
    })
  );
}

const titleAndDoc = ({ title, text }: MarkdownSection): TitleAndDoc => ({ ...(title !== '' && { title }), ...(text !== '' && { doc: text }) });

interface Outline {
  /** The section that is about the notebook as a whole. */
  readonly own?: MarkdownSection;
  /** Markdown directly above a code cell. */
  readonly runs: readonly { readonly cell: string; readonly sections: readonly MarkdownSection[] }[];
}

function outlineOf({ cells }: Notebook): Outline {
  const runs: { cell: string; sections: readonly MarkdownSection[] }[] = [];
  let pending: MarkdownSection[] = [];
  const all: MarkdownSection[] = [];
  for (const { id, kind, source } of cells) {
    if (kind === 'markdown') {
      for (const section of sectionsOfMarkdown(source)) append(pending, section);
    } else if (kind === 'code' && source.trim() !== '') {
      if (pending.length > 0) runs.push({ cell: id, sections: pending });
      all.push(...pending);
      pending = [];
    }
  }
  const headings = [...all, ...pending].filter(({ level }) => level > 0);
  const firstCode = cells.find(({ kind, source }) => kind === 'code' && source.trim() !== '')?.id;
  const [first, ...others] = headings;
  const isOwn =
    first && (runs[0]?.cell === firstCode ? runs[0]?.sections.includes(first) : runs.length === 0) && others.every(({ level }) => level > first.level);
  return { ...(isOwn && { own: first }), runs };
}

/** Text without a heading belongs to the heading above it. */
function append(sections: MarkdownSection[], section: MarkdownSection): void {
  const last = sections.at(-1);
  if (!last || section.level > 0) sections.push(section);
  else sections[sections.length - 1] = { ...last, text: [last.text, section.text].filter(text => text !== '').join('\n\n') };
}
