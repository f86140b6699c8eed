import type { Language } from '../languages/language.js';
import type { OwnModule } from '../languages/modules.js';
import type { Analysis, CellAnalysis, Loc, Place } from './analysis.js';
import { exitAt, noteExit } from './exits.js';
import { reachableAt } from './heap.js';
import { newMachine, type Machine } from './machine.js';
import { concernsChanged } from './relevant.js';
import { newWalk, placesIn, walkAgain, type KeptWalk } from './rewalk.js';
import { bindStars } from './stars.js';
import { placeOf } from './things.js';
import type { Trace } from './trace.js';
import { walkCell, type CellText } from './walk.js';

export interface AnalysisOptions {
  readonly language: Pick<Language, 'analyze' | 'builtins' | 'knowledge'>;
  /** Installed versions by distribution, where known. */
  readonly versions?: { readonly [distribution: string]: string };
  /** Modules beside the notebook, by the name that they are imported by. */
  readonly ownModules?: (path: string) => OwnModule | undefined;
  /** Keeps the walk for the next one. */
  readonly kept?: WalkCache;
}

/** The walk of a notebook as it was: what is the same in the next one is not walked again. */
export interface WalkCache {
  walk?: KeptWalk;
}

/** What every code cell reads, binds, changes and may run: one walk in document order over abstract objects. */
export function analyzeCells(cells: readonly CellText[], options: AnalysisOptions): Analysis {
  const { kept, ...others } = options;
  if (!kept) {
    const m = machineFor(options);
    const analyses = cells.map((cell, index) => {
      const analysis = walkCell(m, cell, index);
      noteExit(m, index, { changed: m.changed, any: false });
      return analysis;
    });
    return analysisOf(m, analyses, m.things.map(placeOf));
  }
  const walk = usable(kept.walk, options) ?? newWalk(trace => machineFor(options, trace));
  kept.walk = walk;
  const analyses = walkAgain(walk, cells);
  const analysis = analysisOf(walk.m, analyses, placesIn(walk));
  const { round } = walk;
  // The next walk changes what is reachable: whoever still asks this analysis is told by one of its own.
  let own: Analysis | undefined;
  const current = (): Analysis => (walk.round === round ? analysis : (own ??= analyzeCells(cells, others)));
  return { ...analysis, objects: walk.objects, reach: (at, locs) => current().reach(at, locs), held: (at, locs) => current().held(at, locs) };
}

const none = () => undefined;

const machineFor = ({ language, versions = {}, ownModules = none }: AnalysisOptions, trace?: Trace): Machine =>
  newMachine(
    {
      knowledge: language.knowledge(versions),
      builtins: language.builtins,
      analyzeText: (source, id) => language.analyze({ id, source, directives: [] }),
      find: ownModules
    },
    trace
  );

/** The walk, if libraries and modules beside the notebook are as they were. */
function usable(walk: KeptWalk | undefined, { language, versions = {}, ownModules = none }: AnalysisOptions): KeptWalk | undefined {
  if (!walk?.isSound || walk.m.knowledge !== language.knowledge(versions)) return undefined;
  const { own } = walk.m;
  if ([...own.found].some(([path, facts]) => ownModules(path)?.facts !== facts)) return undefined;
  own.find = ownModules;
  return walk;
}

function analysisOf(m: Machine, cells: readonly CellAnalysis[], places: readonly Place[]): Analysis {
  const reached = cells.map(() => new WeakMap<ReadonlySet<Loc>, ReadonlySet<Loc>>());
  const bound = bindStars(m, concernsChanged(cells));
  return {
    ...bound,
    places,
    objects: {},
    exit: at => exitAt(bound.versions, at),
    reach(at, locs) {
      const known = reached[at]?.get(locs) ?? reachableAt(m.heap, locs, at);
      reached[at]?.set(locs, known);
      return known;
    },
    held: (at, locs) => reachableAt(m.heap, locs, at, (holder, held) => m.things[held]?.viewOf !== holder && m.things[holder]?.viewOf !== held),
    assumes: Object.fromEntries(m.assumes),
    diagnostics: []
  };
}
