import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { main } from '../../converter/cli/arguments.js';
import { notebookDocument, type TestCell } from './notebook.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder that is removed after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The command line in this process, its words kept. */
export async function espalier(cwd: string, ...argv: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
    cwd,
    env: process.env,
    colour: false,
    live: false,
    width: 100
  };
  return { code: await main(argv, terminal), ...said };
}

/** Writes a notebook whose code cells are the nodes `n0`, `n1`, … */
export function writeNotebook(path: string, sources: readonly string[]): void {
  const cells = sources.map((source, index): TestCell => ({ source, tags: [`node:n${index}`] }));
  write(path, JSON.stringify(notebookDocument(cells)));
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
