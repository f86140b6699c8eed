import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCases } from '../support/cases.js';
import { notebookDocument, type TestCell } from '../support/notebook.js';
import type { Draft } from './edits.js';

const cases = fileURLToPath(new URL('../cases/', import.meta.url));

/** So many cases stand in one notebook: their cells have names in common. */
const together = 6;

/** The cases of both languages, several of them in each notebook. */
export function caseNotebooks(): readonly Draft[] {
  return [
    ...draftsOf('python/runs', 'python', /\n?^# %% ?.*\n/m),
    ...draftsOf('javascript', 'deno', /\n?^\/\/ %%\n/m, {
      kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
      language_info: { name: 'typescript' }
    })
  ];
}

function draftsOf(folder: string, language: string, divider: RegExp, metadata: object = {}): readonly Draft[] {
  const texts = readdirSync(`${cases}${folder}`)
    .sort()
    .flatMap(file => readCases(readFileSync(`${cases}${folder}/${file}`, 'utf8')));
  const sources = texts.map(({ blocks }) => blocks.find(block => block.language === language)?.text.split(divider) ?? []).filter(({ length }) => length > 1);
  const count = Math.ceil(sources.length / together);
  // Of one file as few as possible: what they have in common are names, not subjects.
  return Array.from({ length: count }, (_, at) => draftOf(sources.filter((_, index) => index % count === at).flat(), metadata));
}

const draftOf = (sources: readonly string[], metadata: object): Draft =>
  notebookDocument(
    sources.map((source, index): TestCell => ({ source, tags: [`node:n${Math.floor(index / 2)}`] })),
    metadata
  ) as unknown as Draft;

/** The notebooks in a folder; where nobody tagged them, every two cells are a node. */
export function notebooksIn(folder: string): readonly Draft[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ipynb'));
  return paths.sort().flatMap(path => readable(readFileSync(`${folder}/${path}`, 'utf8')));
}

interface Stored {
  readonly cells?: readonly {
    readonly cell_type: string;
    readonly source: string | readonly string[];
    readonly metadata: { readonly tags?: readonly string[] };
  }[];
  readonly metadata?: object;
}

function parsed(text: string): Stored {
  try {
    return JSON.parse(text) as Stored;
  } catch {
    return {};
  }
}

function readable(text: string): readonly Draft[] {
  const { cells, metadata } = parsed(text);
  if (!cells) return [];
  const isTagged = cells.some(({ metadata: { tags } }) => tags?.length);
  const tagsOf = (given: readonly string[] | undefined, index: number) => (isTagged ? given : [`node:n${Math.floor(index / 2)}`]);
  const all = cells.map(({ cell_type: kind, source, metadata: { tags } }, index): TestCell => {
    const own = tagsOf(tags, index);
    return { source: [source].flat().join(''), kind, ...(own && { tags: own }) };
  });
  return [notebookDocument(all, metadata ?? {}) as unknown as Draft];
}
