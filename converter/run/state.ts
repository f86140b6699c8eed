import type { Json } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { Manifest } from '../project/project.js';
import { normalPath } from '../source/paths.js';
import type { History } from './history.js';
import type { OutputRecord } from './journal.js';
import type { Ledger } from './ledger.js';
import type { RunNode, RunQuestion } from './question.js';
import type { Selection } from './select.js';
import { valueAt, withValues, type Settings } from './settings.js';

/** What lies in a project's folder, asked by paths relative to it. */
export interface ProjectDisk {
  /** sha256 of a file's bytes; `undefined` where there is no file. */
  readonly digest: (path: string) => string | undefined;
  /** Size in bytes and time of the last change in nanoseconds (as a double), of a regular file that is no link. */
  readonly stat: (path: string) => { readonly size: number; readonly mtime: number } | undefined;
}

/** All that the planner is told of a project. */
export interface ProjectState {
  readonly manifest: Manifest;
  readonly plan: Plan;
  /** Of all that the nodes' values may depend on. */
  readonly versions: { readonly [distribution: string]: string };
  readonly history: History;
  readonly disk: ProjectDisk;
  /** The project's configuration as Kedro reads it. */
  readonly catalog: Settings;
  readonly settings: Settings;
  readonly ledger: Ledger;
  /** Digests of the notebook's files that were copied, by place in the project. */
  readonly sources: { readonly [to: string]: string };
  /** Files of the package that their user changed. */
  readonly edited: readonly string[];
  readonly parameters: { readonly [name: string]: Json };
  readonly selection: Selection;
}

/** The planner's question about a project. */
export function questionOf(state: ProjectState): RunQuestion {
  const { manifest, history, disk, selection, versions, catalog, ledger } = state;
  return {
    nodes: runNodes(state),
    selection,
    versions,
    history: history.entries,
    failed: history.failed,
    digest: dataset => digestAt(pathOf(catalog[dataset]), disk),
    fault: output => faultOf(output, disk),
    left: new Map(Object.entries(ledger.nodes)),
    kept: path => versionsOf(path, ledger).every(sha256 => sha256 === null || disk.stat(`data/.files/objects/${sha256.slice(0, 2)}/${sha256}`) !== undefined),
    present: path => digestAt(normalPath(`${manifest.workspace.directory}/${path}`), disk)
  };
}

function runNodes({ manifest, plan, disk, sources, edited, parameters, settings, catalog }: ProjectState): readonly RunNode[] {
  const values = withValues(settings, parameters);
  const edits = edited.map(path => `${path}:${disk.digest(path) ?? ''}`);
  const copied = Object.entries(sources).map(([to, sha256]) => [relative(manifest.workspace.directory, to), sha256] as const);
  const makers = new Map(manifest.nodes.flatMap(node => outputsOf(node).map(output => [output, node.name] as const)));
  return manifest.nodes.map(node => {
    const planned = plan.nodes.find(({ name }) => name === node.name);
    const reads = [...(planned?.fileReads ?? []), ...(planned?.fileWrites ?? [])];
    const inputs = [...node.inputs.flatMap(({ dataset }) => dataset ?? []), ...node.stateIn.map(({ dataset }) => dataset), ...node.filesIn];
    const outputs = outputsOf(node);
    const entries = [...inputs, ...outputs].map(dataset => `${dataset}:${JSON.stringify(catalog[dataset] ?? null)}`);
    return {
      name: node.name,
      code: [node.code, ...edits, ...entries],
      inputs,
      outputs,
      parameters: Object.fromEntries(
        node.inputs.flatMap(({ parameter }) => (parameter === undefined ? [] : [[parameter, valueAt(values, parameter) ?? null]]))
      ),
      needs: [...new Set(inputs.flatMap(input => makers.get(input) ?? []))],
      reads: planned?.fileReads ?? [],
      writes: planned?.fileWrites ?? [],
      files: Object.fromEntries(
        copied.filter(([path]) => /\.(py|[cm]?[jt]sx?)$/.test(path) || reads.some(read => read === path || read.includes('*') || path.startsWith(`${read}/`)))
      ),
      cache: node.settings.cache ?? true
    };
  });
}

const outputsOf = (node: Manifest['nodes'][number]): readonly string[] => [
  ...node.outputs.map(({ dataset }) => dataset),
  ...node.stateOut.map(({ dataset }) => dataset),
  ...(node.filesOut === undefined ? [] : [node.filesOut])
];

/** Where the catalog keeps a dataset, if that is a path. */
function pathOf(entry: Json | undefined): string | undefined {
  const path = typeof entry === 'object' && entry !== null && 'filepath' in entry ? entry['filepath'] : undefined;
  return typeof path === 'string' && !path.includes('://') ? path : undefined;
}

const digestAt = (path: string | undefined, disk: ProjectDisk): string | undefined => (path === undefined ? undefined : disk.digest(path));

/** Size and time are compared first: a file that looks untouched is not read. */
function faultOf({ path, bytes, sha256, mtime_ns }: OutputRecord, disk: ProjectDisk): ReturnType<RunQuestion['fault']> {
  const full = typeof path === 'string' ? normalPath(path) : undefined;
  if (full === undefined || typeof sha256 !== 'string') return 'cannot be compared';
  const found = disk.stat(full);
  if (!found) return 'is missing';
  if (typeof bytes === 'number' && found.size !== bytes) return 'was changed';
  // JSON numbers hold the time as a double; so does this side.
  return found.mtime === mtime_ns || disk.digest(full) === sha256 ? undefined : 'was changed';
}

/** All that a file of the workspace has been. */
const versionsOf = (path: string, { base, nodes }: Ledger): readonly (string | null)[] => [
  base[path] ?? null,
  ...Object.values(nodes).map(changed => changed[path] ?? null)
];

/** A place in the project as nodes see it from their working directory. */
function relative(directory: string, place: string): string {
  const [from, to] = [directory.split('/'), place.split('/')];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
