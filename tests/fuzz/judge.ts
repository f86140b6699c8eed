import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { convert } from '../../converter/convert.js';
import type { PipelineNode } from '../../converter/plan/plan.js';
import type { CaseCell } from '../support/cases.js';
import { listingOf, type FilesBeside } from '../support/listing.js';
import { notebookDocument } from '../support/notebook.js';
import { startWorker } from './worker.js';

/** `equal`, `joined` (equal, but nodes became one), `refused`, `guarded`; `wrong`, `broken` (the pipeline fails); `skipped` (the notebook itself fails). */
export interface Outcome {
  readonly verdict: 'equal' | 'joined' | 'refused' | 'guarded' | 'wrong' | 'broken' | 'skipped';
  /** What the notebook prints and shows. */
  readonly out: string;
  /** Joined nodes, codes of the errors that refused it, or what else there is to say. */
  readonly detail: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface Judge {
  /** Runs the cells as a notebook and as a pipeline, with what lies beside the notebook; cells without tags are a node each. */
  judge(cells: readonly (string | CaseCell)[], beside?: FilesBeside): Promise<Outcome>;
  close(): void;
}

/** Starts the two Python processes that programs run in; `root` is the repository. */
export function startJudge(root: string): Judge {
  const project = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'espalier-fuzz-'));
  for (const [path, text] of filesOf(convertCells([{ source: 'print(1)', tags: ['node:n0'] }]))) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const notebook = startWorker(root, 'notebook');
  const pipeline = startWorker(root, 'pipeline', project);
  return {
    async judge(given, beside = {}) {
      const cells = given.map((cell, index) => (typeof cell === 'string' ? { source: cell, tags: [`node:n${index}`] } : cell));
      const conversion = convertCells(cells, beside);
      const errors = conversion.diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
      const files = filesOf(conversion);
      if (errors.length > 0 || !conversion.plan) return { verdict: 'refused', out: '', detail: [...new Set(errors)].join(' '), files };
      const [wanted, got] = await Promise.all([
        notebook.ask({ cells: cells.map(({ source }) => source), files: beside }),
        pipeline.ask({ files: { ...Object.fromEntries([...files].filter(([path]) => !path.includes('/runtime/'))), ...copied(conversion, beside) } })
      ]);
      if (wanted.status !== 'ran') return { verdict: 'skipped', out: wanted.out, detail: wanted.error, files };
      const ran = { out: stable(wanted.out), files };
      if (got.status === 'guarded') return { ...ran, verdict: 'guarded', detail: got.error };
      if (got.status !== 'ran') return { ...ran, verdict: 'broken', detail: got.error };
      if (stable(wanted.out) !== stable(got.out)) return { ...ran, verdict: 'wrong', detail: `notebook ${wanted.out}\npipeline ${got.out}` };
      const joined = conversion.plan.nodes.flatMap(nameOfJoined);
      return { ...ran, verdict: joined.length > 0 ? 'joined' : 'equal', detail: joined.join(' ') };
    },
    close() {
      notebook.close();
      pipeline.close();
      // What the pipeline's process was writing may come a moment after it is gone.
      rmSync(project, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  };
}

const convertCells = (cells: readonly CaseCell[], beside: FilesBeside = {}) => convert(notebookDocument(cells), { name: 'case', files: listingOf(beside) });

/** What the project asks to be copied, at its places. */
const copied = ({ plan }: ReturnType<typeof convert>, beside: FilesBeside): FilesBeside =>
  Object.fromEntries((plan?.workspace.files ?? []).map(({ from, to }) => [to, beside[from] ?? '']));

/** What changes from program to program, and at first all: the shipped Python stays as it was imported. */
const filesOf = ({ project }: ReturnType<typeof convert>): ReadonlyMap<string, string> => new Map((project?.files ?? []).map(({ path, text }) => [path, text]));

const nameOfJoined = ({ rung, members, name }: PipelineNode): readonly string[] => (rung === 'joined' ? [(members ?? [name]).join('+')] : []);

/** Addresses and times differ from run to run. */
export const stable = (text: string): string => text.replaceAll(/\b0x[0-9a-f]{6,}/g, '0x').replaceAll(/^(CPU times|Wall time).*\n/gm, '');
