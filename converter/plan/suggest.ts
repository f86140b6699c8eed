import type { Analysis, CellAnalysis } from '../analysis/analysis.js';
import { isImplicit } from '../analysis/hiddenState.js';
import type { Statement } from '../languages/language.js';
import { identifier, takenNames, unique } from '../source/identifiers.js';
import { contains } from '../source/span.js';
import { effectsOf, type GroupEffects } from './effects.js';
import { fixedNames } from './fixed.js';
import type { Group } from './group.js';
import { liveNames, type Liveness } from './live.js';
import { nameFromTitle, shortened } from './titles.js';

/** A heading that stands directly above a code cell. */
export interface Heading {
  /** 1 is the highest. */
  readonly level: number;
  readonly title: string;
}

/** What a suggestion weighs, in units of "one value less that crosses". */
const weights = { headingAbove: [6, 5, 3, 1.5, 1], crossing: 0.35, cut: 2.5, tooLong: 1.2, tooShort: 1 } as const;

/** Lines of a node of good length; less where a notebook would stay one node. */
const idealLines = [30, 15, 8] as const;

/** Lines below which a node hardly deserves to be one. */
const fewLines = 4;

/** Cells that may well be one node. */
const fewCells = 4;

/**
 * Proposes nodes for an untagged notebook: cuts at headings and where few values cross, never where a value crosses
 * that cannot travel. Optimal under `weights`, by dynamic programming over the cells.
 */
export function suggestGroups(analysis: Analysis, headings: ReadonlyMap<string, Heading>, keywords: ReadonlySet<string>): readonly Group[] {
  const single = analysis.cells.map((_, index) => effectsOf({ kind: 'node', name: '', cells: [index], members: [], joinedBecause: [] }, analysis));
  const live = liveNames(single, group => [...group.uses.keys()].filter(name => !isImplicit(name)));
  const fixed = fixedNames(analysis);
  const first = analysis.cells.findIndex(cell => !isSetupLike(cell, fixed));
  const start = first < 0 ? single.length : first;
  const candidates = idealLines.map(ideal => bestCuts(single, start, { live, analysis, headings, fixed, ideal }));
  const cuts = candidates.find(({ length }) => length > 1 || single.length - start <= fewCells) ?? candidates[0] ?? [];
  const taken = takenNames(['setup']);
  const setup: Group[] = start === 0 ? [] : [{ kind: 'setup', name: 'setup', cells: range(0, start), members: [], joinedBecause: [] }];
  const nodes = cuts.map((from, at): Group => {
    const cells = range(from, cuts[at + 1] ?? single.length);
    const name = unique(nameOf(cells, at === 0 ? range(0, start) : [], { analysis, single, headings, keywords, live, fixed }), taken);
    return { kind: 'node', name, cells, members: [name], joinedBecause: [] };
  });
  return [...setup, ...nodes];
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);

/** Only imports, functions, classes, options, seeds and constants: what every node may repeat, or what is done once before all. */
function isSetupLike({ facts, definitions, uses, files }: CellAnalysis, fixed: ReadonlySet<string>): boolean {
  const drawsOrRuns = uses.some(({ name }) => name.startsWith('·rng.')) || definitions.some(({ name }) => name === '·figure' || name === '·cwd');
  const places = definitions.flatMap(({ name, at, earlier = [] }) => (isImplicit(name) ? [at, ...earlier] : []));
  const setsOption = ({ span }: Statement) => places.some(at => contains(span, at.span));
  const isPlain = facts.statements.every(
    statement =>
      ['import', 'function', 'class'].includes(statement.kind) ||
      (statement.binds.length > 0 ? statement.binds.every(name => fixed.has(name)) : setsOption(statement))
  );
  const bound = new Set(facts.statements.flatMap(({ binds }) => binds));
  const isAllHere = definitions.every(({ name }) => isImplicit(name) || bound.has(name));
  return isPlain && isAllHere && !drawsOrRuns && files.length === 0;
}

interface CutContext {
  readonly live: Liveness;
  readonly analysis: Analysis;
  readonly headings: ReadonlyMap<string, Heading>;
  /** Names that need not cross. */
  readonly fixed: ReadonlySet<string>;
  /** Lines of a node of good length. */
  readonly ideal: number;
}

/** First cells of the segments, from `start` on, with the least total cost. */
function bestCuts(groups: readonly GroupEffects[], start: number, context: CutContext): readonly number[] {
  const count = groups.length;
  const lines = context.analysis.cells.map(({ cell }) => cell.source.split('\n').filter(line => line.trim() !== '').length);
  const cuts = groups.map((_, from) => (from <= start ? 0 : cutCost(from, groups, context)));
  const best: { cost: number; from: number }[] = [];
  best[start] = { cost: 0, from: start };
  for (let end = start + 1; end <= count; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: start };
    let length = 0;
    for (let from = end - 1; from >= start; from--) {
      length += lines[from] ?? 0;
      const before = (best[from]?.cost ?? Number.POSITIVE_INFINITY) + (cuts[from] ?? 0);
      const cost = before + lengthCost(length, context.ideal);
      if (cost < choice.cost) choice = { cost, from };
    }
    best[end] = choice;
  }
  const firsts: number[] = [];
  for (let end = count; end > start; end = best[end]?.from ?? start) firsts.unshift(best[end]?.from ?? start);
  return firsts;
}

/** A node of good length costs nothing; longer ones cost more and more, those of a line or two something. */
function lengthCost(lines: number, ideal: number): number {
  const over = Math.max(0, lines - ideal) / ideal;
  return weights.tooLong * over * over + weights.tooShort * Math.max(0, 1 - lines / fewLines);
}

/** What it costs to begin a node at cell `from`. */
function cutCost(from: number, groups: readonly GroupEffects[], { live, analysis, headings, fixed }: CutContext): number {
  const before = groups[from - 1];
  const first = analysis.cells[from];
  if (!before || !first) return Number.POSITIVE_INFINITY;
  const crossing = [...(live.after[from - 1] ?? [])].filter(name => !fixed.has(name)).flatMap(name => before.exit.get(name) ?? []);
  const cannotTravel = crossing.some(({ locs, address }) => address === true || [...analysis.reach(before.at, locs)].some(loc => analysis.places[loc]?.opaque));
  if (cannotTravel) return Number.POSITIVE_INFINITY;
  const heading = headings.get(first.cell.id);
  return weights.cut + weights.crossing * Math.min(crossing.length, 12) - (heading ? headingWeight(heading, headings) : 0);
}

/** What a heading counts for a cut: the level at which a notebook has its sections counts as the second, however deep it is. */
function headingWeight({ level }: Heading, headings: ReadonlyMap<string, Heading>): number {
  const levels = [...headings.values()].map(heading => heading.level);
  const sections = Math.min(...levels.filter(one => levels.indexOf(one) !== levels.lastIndexOf(one)));
  const lowered = level - (Number.isFinite(sections) ? Math.max(0, sections - 2) : 0);
  return weights.headingAbove[Math.min(Math.max(1, lowered), weights.headingAbove.length) - 1] ?? 0;
}

interface NameContext {
  readonly analysis: Analysis;
  readonly single: readonly GroupEffects[];
  readonly headings: ReadonlyMap<string, Heading>;
  readonly keywords: ReadonlySet<string>;
  readonly live: Liveness;
  readonly fixed: ReadonlySet<string>;
}

/** The heading above (that of the setup cells above it included), else what the cells are there for: the last value that others read. */
function nameOf(cells: readonly number[], setup: readonly number[], { analysis, single, headings, keywords, live, fixed }: NameContext): string {
  const titleOf = (index: number) => headings.get(analysis.cells[index]?.cell.id ?? '')?.title.replace(/^[\s\d.:)–-]+/, '');
  const inSetup = setup
    .map(titleOf)
    .filter(title => title && !/\b(setup|set up|imports?|installs?|installation|librar|packages?|dependenc|config|preliminar|prerequisit)/i.test(title));
  const title = [titleOf(cells[0] ?? -1), inSetup.at(-1), ...cells.map(titleOf)].find(found => found);
  if (title) return nameFromTitle(title, keywords);
  const imported = new Set(analysis.cells.flatMap(({ facts }) => facts.imports.map(({ name }) => name)));
  const after = live.after[cells.at(-1) ?? 0] ?? new Set<string>();
  const made = cells.flatMap(index => [...(single[index]?.definitions.keys() ?? [])]).filter(name => !isImplicit(name) && after.has(name));
  const last = made.findLast(name => !fixed.has(name));
  if (last !== undefined) return shortened(identifier(`make_${last}`.toLowerCase(), keywords));
  const defined = made.findLast(name => !imported.has(name));
  if (defined !== undefined) return shortened(identifier(`define_${defined}`.toLowerCase(), keywords));
  const fitted = fittedIn(cells, single);
  if (fitted !== undefined) return shortened(identifier(`fit_${fitted}`.toLowerCase(), keywords));
  const read = cells
    .flatMap(index => [...(single[index]?.uses.values() ?? [])])
    .find(({ name, rule }) => !isImplicit(name) && rule === 'read' && !imported.has(name));
  return shortened(identifier(read ? `show_${read.name}`.toLowerCase() : `part_${(cells[0] ?? 0) + 1}`, keywords));
}

/** The model that the cells fit, by its name where that says something. */
function fittedIn(cells: readonly number[], single: readonly GroupEffects[]): string | undefined {
  for (const { updates, definitions, exit } of cells.flatMap(index => single[index] ?? [])) {
    const fits = updates.filter(({ rule, through }) => through.length === 0 && /^method:fit(_|$)/.test(rule));
    if (fits.length === 0) continue;
    const isFitted = (name: string) => fits.some(({ locs }) => [...(exit.get(name)?.locs ?? [])].some(loc => locs.has(loc)));
    return [...definitions.keys()].find(name => name.length > 2 && !isImplicit(name) && isFitted(name)) ?? 'model';
  }
  return undefined;
}
