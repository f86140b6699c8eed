import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../converter/diagnostics/text.js';
import { planNotebook } from '../../converter/convert.js';
import { notebookDocument } from '../support/notebook.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const converter = fileURLToPath(new URL('../../converter', import.meta.url));

const pages = readdirSync(folder)
  .filter(file => file.endsWith('.md'))
  .map(file => ({ code: file.slice(0, -3), path: `${folder}${file}`, text: readFileSync(`${folder}${file}`, 'utf8') }));

/** `error.kind` of the run record gives the code of a failed node. */
const failures = ['exception', 'guard', 'save', 'load', 'killed'].map(kind => `node-${kind}`);

it('has a page for each code, and no other', () => {
  const sources = readdirSync(converter, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(`${converter}/${file}`, 'utf8'));
  const codes = sources.flatMap(source => [...source.matchAll(/\bcode: '([a-z]+(?:-[a-z]+)+)'/g)].map(([, code]) => code));
  expect(pages.map(({ code }) => code).sort()).toEqual([...new Set([...codes, ...failures])].sort());
});

describe('pages', () => {
  it.each(pages)('$code', ({ code, path, text }) => {
    expect(text).toMatch(new RegExp(`^# ${code}\n\n\\*(?:error|warning|info)(?: or (?:error|warning|info))?\\*\n\n[^#]+`));
    expect(text).toContain('\n## What to do\n\n');

    const report = reportOf(text, code);
    const printed = /```text\n(.*?)```\n/s.exec(text)?.[1];
    if (process.env['UPDATE'] && report !== '' && report !== printed) writeFileSync(path, withReport(text, report));
    else expect(printed ?? '').toBe(report);
  });
});

/** What is printed of this code for the cells of the page's example. */
function reportOf(text: string, code: string): string {
  const blocks = [...text.matchAll(/```(python|json)(?: tags=(\S+))?\n(.*?)\n```/gs)];
  if (blocks.length === 0) return '';
  const cells = blocks.map(([, , tags, source]) => ({ source, ...(tags !== undefined && { tags: tags.split(',') }) }));
  const { notebook, diagnostics } = planNotebook(blocks[0]?.[1] === 'json' ? blocks[0][3] : notebookDocument(cells), { name: 'notebook' });
  return renderText({ file: 'notebook.ipynb', cells: notebook.cells, diagnostics: diagnostics.filter(found => found.code === code) });
}

function withReport(text: string, report: string): string {
  const block = `\`\`\`text\n${report}\`\`\`\n`;
  return text.includes('```text\n') ? text.replace(/```text\n.*?```\n/s, () => block) : text.replace('\n## What to do\n', () => `\n${block}\n## What to do\n`);
}
