import type { Analysis } from './analysis/analysis.js';
import { analyzeNotebook } from './analyzeNotebook.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { unsupportedKernel } from './diagnostics/messages.js';
import { walksOf, type FactsCache } from './factsCache.js';
import { findLanguage } from './languages/index.js';
import { noFiles, type FileListing } from './notebook/listing.js';
import type { Json, Notebook } from './notebook/notebook.js';
import { readNotebook } from './notebook/read.js';
import { planPipeline } from './plan/build.js';
import type { Plan } from './plan/plan.js';
import { emitProject } from './project/emit.js';
import type { Project } from './project/project.js';
import { defaultTarget, targets, type TargetId } from './targets/index.js';
import type { Target } from './targets/target.js';

export type { FactsCache } from './factsCache.js';
export type { FileListing } from './notebook/listing.js';

export interface ConvertOptions {
  /** The notebook's file name without extension. */
  readonly name: string;
  readonly target?: TargetId;
  readonly targetOptions?: { readonly [option: string]: Json };
  /** Suggest nodes where the author tagged none. */
  readonly auto?: boolean;
  /** What is known of the files around the notebook; nothing by default. */
  readonly files?: FileListing;
  /** Installed versions by distribution, where the environment is known; else the newest are assumed. */
  readonly versions?: { readonly [distribution: string]: string };
  /** Facts of earlier conversions of the notebook: only cells that changed are parsed and walked again, and those that go by what changed. The conversion replaces what it holds. */
  readonly cache?: FactsCache;
}

/** What became of a notebook. Later products are absent where an error stopped the way to them. */
export interface Conversion {
  readonly notebook: Notebook;
  readonly analysis?: Analysis;
  readonly plan?: Plan;
  readonly project?: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, analyses and plans a notebook, without emitting anything: what `check`, `graph` and the sidebar need. */
export function planNotebook(document: unknown, { name, files = noFiles, versions = {}, auto = false, cache }: ConvertOptions): Conversion {
  const walks = cache && walksOf(cache);
  const notebook = readNotebook(document, name, walks?.cells);
  if (hasErrors(notebook.diagnostics)) return { notebook, diagnostics: notebook.diagnostics };
  const language = findLanguage(notebook.kernel, notebook.language);
  if (!language) return { notebook, diagnostics: [...notebook.diagnostics, unsupportedKernel(notebook.kernel)] };

  const { cells, analysis, arrangement } = analyzeNotebook(notebook, language, { files, versions, cache, walks });
  const plan = planPipeline(notebook, analysis, { language, files, auto, ...(walks && { kept: walks.plan }) });
  const across = { diagnostics: language.acrossCells?.(analysis.cells, notebook.kernel.toLowerCase()) ?? [] };
  const products = [notebook, ...cells.map(({ facts }) => facts), ...analysis.cells, analysis, across, arrangement, plan];
  return { notebook, analysis, plan, diagnostics: products.flatMap(({ diagnostics }) => diagnostics) };
}

/** The kernel of a notebook, and what runs the nodes of its project: by the target asked for, else by its language. */
export function targetOf(document: unknown, target?: TargetId): { readonly kernel: string; readonly runner: Target['runner'] } {
  const { kernel, language } = readNotebook(document, '');
  const found = findLanguage(kernel, language)?.id ?? 'python';
  return { kernel: kernel.toLowerCase(), runner: targets[target ?? defaultTarget(found)].runner };
}

/** Converts a notebook document to a pipeline project. Pure: no files, no clock, no network. */
export function convert(document: unknown, options: ConvertOptions): Conversion {
  const planned = planNotebook(document, options);
  if (!planned.plan || hasErrors(planned.diagnostics)) return planned;
  const target = options.target ?? defaultTarget(planned.plan.language);
  const project = emitProject(
    { ...planned.plan, diagnostics: planned.diagnostics },
    { target: targets[target], id: target, options: options.targetOptions ?? {} }
  );
  return { ...planned, project, diagnostics: [...planned.diagnostics, ...project.diagnostics] };
}

const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ severity }) => severity === 'error');
