import { join } from 'node:path';
import { readJson } from './manifest.js';

/** Files, relative to the working directory of the nodes: digest, or `null` where there is none. */
export interface FileDigests {
  readonly [path: string]: string | null;
}

/** The runner's notes on the files of the workspace (`data/.files/ledger.json`). */
export interface Ledger {
  /** Before any node ran. */
  readonly base: FileDigests;
  /** What each node left. */
  readonly nodes: { readonly [node: string]: FileDigests };
}

export function readLedger(project: string): Ledger {
  const stored = readJson(join(project, 'data', '.files', 'ledger.json'));
  const { base = {}, nodes = {} } = isLedger(stored) ? stored : {};
  return { base, nodes };
}

const isLedger = (value: unknown): value is Partial<Ledger> => typeof value === 'object' && value !== null;
