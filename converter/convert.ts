import { analyzeCells, type WalkCache } from './analysis/analyze.js';
import type { Analysis } from './analysis/analysis.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { unsupportedKernel } from './diagnostics/messages.js';
import { findLanguage } from './languages/index.js';
import type { CellFacts, CellText, Language } from './languages/language.js';
import { ownModules } from './languages/modules.js';
import { noFiles, type FileListing } from './notebook/listing.js';
import type { Cell, Json, Notebook } from './notebook/notebook.js';
import { readNotebook, type ReadCells } from './notebook/read.js';
import { arrangeCells } from './plan/arrange.js';
import { planPipeline, type PlanCache } from './plan/build.js';
import type { Plan } from './plan/plan.js';
import { emitProject } from './project/emit.js';
import type { Project } from './project/project.js';
import { defaultTarget, targets, type TargetId } from './targets/index.js';
import type { Target } from './targets/target.js';

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

/** Facts by cell, with what they were made from. Whoever converts a notebook again and again keeps one for it. */
export type FactsCache = Map<string, { readonly madeFrom: string; readonly facts: CellFacts }>;

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

  const code = notebook.cells.filter(({ kind, intent }) => kind === 'code' && intent.role !== 'skip');
  const read = reader(language, { version: notebook.languageVersion, cache });
  const cells = analyzeText(code, read, notebook.kernel.toLowerCase());
  const modules = ownModules(files, (source, file) => read({ id: `module:${file}`, source, directives: [], isModule: true }));
  const options = { language, versions, ...(language.modulesBeside && { ownModules: modules }) };
  const inDocument = analyzeCells(cells, { ...options, ...(walks && { kept: walks.inDocument }) });
  const arrangement = arrangeCells(inDocument);
  const analysis = arrangement.moved
    ? analyzeCells(
        arrangement.order.flatMap(index => cells[index] ?? []),
        { ...options, ...(walks && { kept: walks.arranged }) }
      )
    : inDocument;
  const plan = planPipeline(notebook, analysis, { language, files, auto, ...(walks && { kept: walks.plan }) });
  const across = { diagnostics: language.acrossCells?.(analysis.cells, notebook.kernel.toLowerCase()) ?? [] };
  const products = [notebook, ...cells.map(({ facts }) => facts), ...analysis.cells, analysis, across, arrangement, plan];
  return { notebook, analysis, plan, diagnostics: products.flatMap(({ diagnostics }) => diagnostics) };
}

interface Walks {
  readonly cells: ReadCells;
  readonly inDocument: WalkCache;
  readonly arranged: WalkCache;
  readonly plan: PlanCache;
}

/** The walks that belong to a cache: as large as two analyses of the notebook, and gone with it. */
const walks = new WeakMap<FactsCache, Walks>();

function walksOf(cache: FactsCache): Walks {
  const known = walks.get(cache) ?? { cells: new Map(), inDocument: {}, arranged: {}, plan: {} };
  walks.set(cache, known);
  return known;
}

interface CellAndFacts {
  readonly cell: Cell;
  readonly facts: CellFacts;
}

type Reader = (text: CellText) => CellFacts;

/** Reads texts, but those that the cache knows; what is not asked for is no longer kept in it. */
function reader(language: Language, { version, cache }: { readonly version: string | undefined; readonly cache: FactsCache | undefined }): Reader {
  const known = new Map(cache);
  cache?.clear();
  return text => {
    const { source, ...others } = text;
    const madeFrom = cache ? `${JSON.stringify([language.id, version, others])}${source}` : '';
    const before = known.get(text.id);
    const facts = before && before.madeFrom === madeFrom ? before.facts : language.analyze(text, version);
    cache?.set(text.id, { madeFrom, facts });
    return facts;
  };
}

/** Facts of each cell's text; `from __future__` imports and how values are shown count for the cells below, as in a kernel. */
function analyzeText(cells: readonly Cell[], read: Reader, kernel: string): readonly CellAndFacts[] {
  const futures = new Set<string>();
  let showing: string | undefined;
  return cells.map(cell => {
    const { id, source, intent } = cell;
    const facts = read({ id, source, directives: intent.directives, futures: [...futures], ...(showing !== undefined && { showing }), kernel });
    showing = facts.showing?.at(-1)?.mode ?? showing;
    for (const { module, member } of facts.imports) if (module === '__future__' && member !== undefined) futures.add(member);
    return { cell, facts };
  });
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
