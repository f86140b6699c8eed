import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Lab } from './lab.js';

/** What the tests look at of a notebook's file. */
export interface NotebookFile {
  readonly metadata: object;
  readonly cells: readonly CellFile[];
}

export interface CellFile {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly metadata: { readonly tags?: readonly string[]; readonly espalier?: { readonly node?: string; readonly role?: string } };
}

const metadataFor = (kernel: string) => ({ kernelspec: { name: kernel, display_name: kernel, language: 'python' }, language_info: { name: 'python' } });

/** Writes a notebook of code cells into the test's folder; its path, as JupyterLab has it. */
export function writeNotebook(lab: Lab, name: string, contents: readonly { readonly source: string; readonly node?: string }[], kernel = 'python3'): string {
  const cells = contents.map(({ source, node }, index) => ({
    id: `cell-${index}`,
    cell_type: 'code',
    source,
    metadata: node === undefined ? {} : { espalier: { node } },
    execution_count: null,
    outputs: []
  }));
  writeFileSync(join(lab.folder, name), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: metadataFor(kernel), cells }));
  return `${lab.name}/${name}`;
}

/** Takes the tags off a notebook in the test's folder. */
export function untag(lab: Lab, path: string): void {
  const file = join(lab.folder, '..', path);
  const notebook = JSON.parse(readFileSync(file, 'utf8')) as NotebookFile;
  const cells = notebook.cells.map(cell => ({ ...cell, metadata: {} }));
  writeFileSync(file, JSON.stringify({ ...notebook, cells }));
}

interface NotebookWidget {
  readonly content: { readonly model: { readonly toJSON: () => unknown } };
}

/** The notebook in the page as it would be saved now. */
export async function documentIn(page: Page): Promise<NotebookFile> {
  const text = await page.evaluate(() => {
    const { shell } = window.jupyterapp as unknown as { shell: { currentWidget: NotebookWidget } };
    return JSON.stringify(shell.currentWidget.content.model.toJSON());
  });
  return JSON.parse(text) as NotebookFile;
}

/** The node of each code cell, as its metadata has it: empty without one. */
export async function nodesIn(page: Page): Promise<readonly string[]> {
  const { cells } = await documentIn(page);
  return cells.filter(({ cell_type }) => cell_type === 'code').map(({ metadata: { espalier } }) => espalier?.node ?? espalier?.role ?? '');
}

export const cellAt = (page: Page, index: number): Locator => page.locator(`.jp-Notebook .jp-Cell[data-windowed-list-index="${index}"]`);
export const badgeAt = (page: Page, index: number): Locator => cellAt(page, index).locator('.jp-Espalier-badge');

/** Selects a cell, in command mode, by a click on its prompt. */
export async function selectCell(page: Page, index: number, modifiers: 'Shift'[] = []): Promise<void> {
  await cellAt(page, index).locator('.jp-InputPrompt').click({ modifiers });
}
