import { analyzeCells } from './analysis/analyze.js';
import type { Analysis } from './analysis/analysis.js';
import type { FactsCache, Walks } from './factsCache.js';
import type { CellFacts, CellText, Language } from './languages/language.js';
import { ownModules } from './languages/modules.js';
import type { FileListing } from './notebook/listing.js';
import type { Cell, Notebook } from './notebook/notebook.js';
import { arrangeCells, type Arrangement } from './plan/arrange.js';

interface AnalyzeOptions {
  readonly files: FileListing;
  /** Installed versions by distribution. */
  readonly versions: { readonly [distribution: string]: string };
  readonly cache?: FactsCache | undefined;
  readonly walks?: Walks | undefined;
}

/** What a notebook's text says, cell by cell. */
export interface AnalyzedNotebook {
  /** In document order. */
  readonly cells: readonly CellAndFacts[];
  /** In the order in which the cells of each node stand together. */
  readonly analysis: Analysis;
  readonly arrangement: Arrangement;
}

/** Reads the code of a notebook and follows its values from cell to cell. */
export function analyzeNotebook(notebook: Notebook, language: Language, { files, versions, cache, walks }: AnalyzeOptions): AnalyzedNotebook {
  const code = notebook.cells.filter(({ kind, intent }) => kind === 'code' && intent.role !== 'skip');
  const read = reader(language, { version: notebook.languageVersion, cache });
  const cells = analyzeText(code, read, notebook.kernel.toLowerCase());
  const modules = ownModules(files, (source, file) => read({ id: `module:${file}`, source, directives: [], isModule: true }));
  const options = { language, versions, ...(language.modulesBeside && { ownModules: modules }) };
  const inDocument = analyzeCells(cells, { ...options, ...(walks && { kept: walks.inDocument }) });
  const arrangement = arrangeCells(inDocument);
  if (!arrangement.moved) return { cells, analysis: inDocument, arrangement };
  const arranged = arrangement.order.flatMap(index => cells[index] ?? []);
  return { cells, analysis: analyzeCells(arranged, { ...options, ...(walks && { kept: walks.arranged }) }), arrangement };
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
