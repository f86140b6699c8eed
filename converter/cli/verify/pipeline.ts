import { join } from 'node:path';
import type { NodeRecord } from '../../run/record.js';
import { run } from '../run.js';
import { readRun } from '../runs.js';
import type { Terminal } from '../terminal.js';

export interface PipelineRun {
  readonly status: 'succeeded' | 'refused' | 'guarded' | 'failed' | 'broken';
  /** What the command said. */
  readonly said: string;
  /** The node that failed. */
  readonly failed?: NodeRecord;
}

export interface PipelineOptions {
  /** The copy of the notebook: `path` is its name in `folder`. */
  readonly notebook: { readonly path: string; readonly folder: string; readonly root: string };
  readonly project: string;
  readonly python: string;
  readonly auto: boolean;
}

/** Compiles and runs a notebook's pipeline as `espalier run` does, one node at a time under all guards. */
export async function runPipeline({ notebook, project, python, auto }: PipelineOptions, terminal: Terminal): Promise<PipelineRun> {
  const said: string[] = [];
  const keep = (text: string) => void said.push(text);
  const quiet: Terminal = { ...terminal, out: keep, err: keep, cwd: notebook.folder, colour: false, live: false };
  const options = { out: project, root: notebook.root, auto, python, jobs: 1, guards: 'full', selection: {}, params: [], command: 'espalier verify' } as const;
  const code = await run(notebook.path, options, quiet);
  const text = said.join('');
  const record = readRun(join(project, 'runs', 'latest'))?.record;
  if (!record) return { status: /\berror\[[\w-]+\]/.test(text) ? 'refused' : 'broken', said: text };
  const failures = record.nodes.filter(({ error }) => error);
  const failed = failures[0];
  if (!failed) return { status: code === 0 && record.status === 'succeeded' ? 'succeeded' : 'broken', said: text };
  return { status: failures.every(({ error }) => error?.kind === 'guard') ? 'guarded' : 'failed', said: text, failed };
}
