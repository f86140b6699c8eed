import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FilesBeside } from './listing.js';

/** A small case in Markdown: a title, prose, blocks of input and the block that is expected last. */
export interface Case {
  readonly title: string;
  /** Blocks by the word after the fence, in order. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
}

interface Placed extends Case {
  /** Where the text of each block stands in the file. */
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

/** Runs all cases of a file. `UPDATE_CASES=1` writes what came out in place of what was expected. */
export function runCases(path: string, expected: string, actual: (given: Case) => string | Promise<string>): void {
  const file = readFileSync(path, 'utf8');
  const changes: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  describe(path.split('/').slice(-2).join('/'), () => {
    for (const each of readCases(file)) {
      test(each.title, async () => {
        const index = each.blocks.findIndex(({ language }) => language === expected);
        const block = each.blocks[index];
        const place = each.places[index];
        if (!block || !place) throw new Error(`no \`\`\`${expected} block`);
        const text = await actual(each);
        if (process.env['UPDATE_CASES'] === undefined) expect(text).toBe(block.text);
        else if (text !== block.text) {
          changes.push({ ...place, text });
          writeFileSync(
            path,
            changes
              .toSorted((a, b) => b.from - a.from)
              .reduce((changed, { from, to, text: put }) => changed.slice(0, from) + (put === '' ? '' : `${put}\n`) + changed.slice(to), file)
          );
        }
      });
    }
  });
}

/** The cases of a file. */
export function readCases(file: string): readonly Placed[] {
  const titles = [...file.matchAll(/^# (.+)$/gm)].filter(({ index }) => !isInBlock(file, index));
  return titles.map((found, at) => {
    const end = titles[at + 1]?.index ?? file.length;
    const blocks = [...file.slice(0, end).matchAll(/^(`{3,})(\w+)\n([\s\S]*?)^\1$/gm)].filter(({ index }) => index > found.index);
    return {
      title: found[1] ?? '',
      blocks: blocks.map(([, , language = '', text = '']) => ({ language, text: text.replace(/\n$/, '') })),
      places: blocks.map(({ index, 1: fence = '', 2: language = '', 3: text = '' }) => {
        const from = index + fence.length + language.length + 1;
        return { from, to: from + text.length };
      })
    };
  });
}

/** A cell of a case that is a notebook. */
export interface CaseCell {
  readonly source: string;
  readonly tags: readonly string[];
}

/** The cells of a case that is a notebook: they are divided by lines `# %%`, after which a tag may stand; the others are nodes. */
export function cellsOf({ blocks }: Case): readonly CaseCell[] {
  const [first = '', ...others] = (blocks.find(({ language }) => language === 'python')?.text ?? '').split(/\n?^# %% ?(.*)\n/m);
  const cells = [{ tag: '', source: first }, ...others.flatMap((tag, at) => (at % 2 === 0 ? [{ tag, source: others[at + 1] ?? '' }] : []))];
  return cells.filter(({ source }) => source.trim() !== '').map(({ tag, source }, index) => ({ source, tags: [tag || `node:n${index}`] }));
}

/** Files beside the notebook: blocks that begin with a comment that says where. */
export const filesBeside = ({ blocks }: Case): FilesBeside =>
  Object.fromEntries(
    blocks.flatMap(({ language, text }) => {
      const [, path = '', rest = ''] = /^# (\S+)\n([\s\S]*)$/.exec(text) ?? [];
      return language === 'module' ? [[path, `${rest}\n`]] : [];
    })
  );

/** A line that begins with `#` inside a block is a comment of the code. */
const isInBlock = (file: string, offset: number): boolean => (file.slice(0, offset).match(/^`{3,}/gm)?.length ?? 0) % 2 === 1;
