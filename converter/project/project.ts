import type { Diagnostic, Reported } from '../diagnostics/diagnostic.js';
import type { Dependency } from '../graph/graph.js';
import type { Dataset, Parameter, PipelineNode, Requirement } from '../plan/plan.js';

export interface ProjectFile {
  /** Relative, `/` between parts. */
  readonly path: string;
  readonly text: string;
  /** How an existing file that its user has changed is treated: `merge` entry by entry (YAML), or `keep` and report. */
  readonly edited: 'merge' | 'keep';
}

/** Everything emitted: files sorted by path, and the manifest (which is one of them). */
export interface Project extends Reported {
  readonly files: readonly ProjectFile[];
  readonly manifest: Manifest;
}

/** Describes the project: what came from where. No clock, no machine: equal input, equal bytes. */
export interface Manifest {
  readonly version: 1;
  readonly converter: { readonly name: 'espalier'; readonly version: string };
  readonly notebook: { readonly name: string; readonly kernel: string; readonly digest: string };
  readonly package: string;
  readonly target: string;
  readonly commands: { readonly [target: string]: string };
  readonly nodes: readonly ManifestNode[];
  readonly datasets: readonly Dataset[];
  readonly parameters: readonly Parameter[];
  readonly edges: readonly Dependency[];
  readonly order: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly assumes: { readonly [distribution: string]: string };
  readonly workspace: { readonly directory: string; readonly files: readonly { readonly from: string; readonly to: string }[] };
  /** sha256 of every other file. */
  readonly files: { readonly [path: string]: string };
  /** Digests of the entries of files that are merged with their user's edits. */
  readonly entries: { readonly [path: string]: { readonly [entry: string]: string } };
  readonly diagnostics: readonly Diagnostic[];
}

export interface ManifestNode extends Pick<
  PipelineNode,
  'name' | 'rung' | 'members' | 'title' | 'cells' | 'inputs' | 'outputs' | 'stateIn' | 'stateOut' | 'filesIn' | 'filesOut' | 'reasons' | 'settings'
> {
  /** sha256 over the node's text and everything of the helpers that it can reach: part of its fingerprint. */
  readonly code: string;
}
