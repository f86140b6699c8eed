import { lstatSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Json } from '../notebook/notebook.js';
import type { Plan } from '../plan/plan.js';
import type { Manifest } from '../project/project.js';
import type { OutputRecord } from '../run/journal.js';
import type { RunNode, RunQuestion } from '../run/question.js';
import type { Selection } from '../run/select.js';
import { readConfig, valueAt, withValues, type Settings } from './config.js';
import type { Digests } from './digests.js';
import { normalized, type Environment } from './environment.js';
import { inside } from './files.js';
import { requiredDistributions } from './lock.js';
import { readLedger, type Ledger } from './ledger.js';
import type { Installation } from './runners/runner.js';
import type { History } from './runs.js';

/** All that the planner is told of a project on disk. */
export interface ProjectState {
  readonly project: string;
  readonly manifest: Manifest;
  readonly plan: Plan;
  readonly installation: Installation;
  readonly history: History;
  readonly digests: Digests;
  /** Digests of the notebook's files that were copied, by place in the project. */
  readonly sources: { readonly [to: string]: string };
  /** Files of the package that their user changed. */
  readonly edited: readonly string[];
  readonly parameters: { readonly [name: string]: Json };
  readonly selection: Selection;
  /** Kedro's configuration environment. */
  readonly layer: string;
}

/** Looks at the disk for the planner. */
export function questionOf(state: ProjectState): RunQuestion {
  const { manifest, project, history, digests, selection, installation } = state;
  const catalog = readConfig(project, 'catalog', state.layer);
  const nodes = runNodes(state, catalog);
  const working = (path: string) => inside(project, posix.normalize(`${manifest.workspace.directory}/${path}`));
  return {
    nodes,
    selection,
    versions: installation.relevant(manifest),
    history: history.entries,
    failed: history.failed,
    digest: dataset => digestAt(pathOf(catalog[dataset], project), digests),
    fault: output => faultOf(output, project, digests),
    ...filesOf(readLedger(project), project),
    present: path => digestAt(working(path), digests)
  };
}

function runNodes({ manifest, plan, project, digests, sources, edited, parameters, layer }: ProjectState, catalog: Settings): readonly RunNode[] {
  const settings = withValues(readConfig(project, 'parameters', layer), parameters);
  const edits = edited.map(path => `${path}:${digestAt(inside(project, path), digests) ?? ''}`);
  const copied = Object.entries(sources).map(([to, sha256]) => [posix.relative(manifest.workspace.directory, to), sha256] as const);
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
        node.inputs.flatMap(({ parameter }) => (parameter === undefined ? [] : [[parameter, valueAt(settings, parameter) ?? null]]))
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

/** Where the catalog keeps a dataset, if that is a path in the project. */
function pathOf(entry: Json | undefined, project: string): string | undefined {
  const path = typeof entry === 'object' && entry !== null && 'filepath' in entry ? entry['filepath'] : undefined;
  return typeof path === 'string' && !path.includes('://') ? join(project, path) : undefined;
}

function digestAt(path: string | undefined, digests: Digests): string | undefined {
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() ? digests.of(path) : undefined;
}

/** Size and time are compared first: a file that looks untouched is not read. */
function faultOf({ path, bytes, sha256, mtime_ns }: OutputRecord, project: string, digests: Digests): ReturnType<RunQuestion['fault']> {
  const full = typeof path === 'string' ? inside(project, path) : undefined;
  if (full === undefined || typeof sha256 !== 'string') return 'cannot be compared';
  const found = lstatSync(full, { throwIfNoEntry: false, bigint: true });
  if (!found?.isFile()) return 'is missing';
  if (typeof bytes === 'number' && Number(found.size) !== bytes) return 'was changed';
  // JSON numbers hold the time as a double; so does this side.
  return Number(found.mtimeNs) === mtime_ns || digests.of(full) === sha256 ? undefined : 'was changed';
}

/** What the nodes did to the files of the workspace, as the runner noted it. */
function filesOf(ledger: Ledger, project: string): Pick<RunQuestion, 'left' | 'kept'> {
  const versions = (path: string) => [ledger.base[path] ?? null, ...Object.values(ledger.nodes).map(changed => changed[path] ?? null)];
  const hasCopy = (sha256: string | null) =>
    sha256 === null || statSync(join(project, 'data', '.files', 'objects', sha256.slice(0, 2), sha256), { throwIfNoEntry: false }) !== undefined;
  return { left: new Map(Object.entries(ledger.nodes)), kept: path => versions(path).every(hasCopy) };
}

/** Distributions without which the project cannot run, and that are not installed. */
export const missingFrom = ({ distributions }: Environment, manifest: Manifest): readonly string[] =>
  requiredDistributions(manifest).filter(name => !distributions.has(normalized(name)));
