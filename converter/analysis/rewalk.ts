import type { CellFacts } from '../languages/language.js';
import type { CellAnalysis, Place } from './analysis.js';
import { concerns, concernsReach, noDifference, replace, type WalkedCell } from './difference.js';
import { exitsBefore, noteExit } from './exits.js';
import { identical } from './identical.js';
import type { Machine } from './machine.js';
import { nextBlock, nothing, openBlock, placeOf } from './things.js';
import { newTrace, startCell, type Trace } from './trace.js';
import { ownStepsFor, stepsFor, walkCell, type CellText } from './walk.js';

/** What stays from cell to cell in single values. */
type Counts = Pick<Machine, 'consumables' | 'instances' | 'openNames' | 'stars' | 'stepsLeft' | 'ownStepsLeft'>;

interface Kept extends WalkedCell {
  readonly facts: CellFacts;
  /** Where it began and where it ended. */
  readonly before: Counts;
  readonly after: Counts;
  /** How many objects there were before it. */
  readonly objects: number;
  readonly analysis: CellAnalysis;
  /** What is told of its objects. */
  readonly places: readonly Place[];
  /** Names that it bound anew. */
  readonly changed: ReadonlySet<string>;
  /** It has found out more of objects that earlier cells made. */
  readonly amends: boolean;
}

const countsOf = ({ consumables, instances, openNames, stars, stepsLeft, ownStepsLeft }: Machine): Counts => ({
  consumables,
  instances,
  openNames,
  stars,
  stepsLeft,
  ownStepsLeft
});

/**
 * A walk that is kept, with what each cell looked at and changed. To walk nearly the same cells again it goes back to before the first
 * that is another, walks that one, and of those after it only the ones that looked at something that is different now; for all
 * others it makes the changes again that they made. So its state is always that of a walk from the start.
 */
export interface KeptWalk {
  readonly m: Machine;
  readonly trace: Trace;
  cells: readonly Kept[];
  /** Its last round came to its end. */
  isSound: boolean;
  /** How often it was gone. */
  round: number;
  /** Another one whenever what names lead to may be other objects than in the round before, or hold something else. */
  objects: object;
}

export function newWalk(machine: (trace: Trace) => Machine): KeptWalk {
  const trace = newTrace();
  return { m: machine(trace), trace, cells: [], isSound: true, round: 0, objects: {} };
}

/** Walks cells, as far as they are not as they were. */
export function walkAgain(walk: KeptWalk, cells: readonly CellText[]): readonly CellAnalysis[] {
  const { m, cells: before } = walk;
  const other = before.findIndex((known, index) => !isOf(known, cells[index]));
  const from = other < 0 ? before.length : other;
  walk.isSound = false;
  walk.round++;
  for (const cell of before.slice(from).reverse()) undo(m, cell);
  m.exits = exitsBefore(m.exits, from);
  const difference = noDifference(m);
  walk.cells = cells.map((text, index): Kept => {
    const known = before[index];
    if (known && index < from) return { ...known, analysis: withCell(known.analysis, text) };
    if (known && isOf(known, text) && standsAsBefore(m, known) && !concerns(difference, known)) return redo(m, known, text, index);
    const walked = walkOne(walk, text, index);
    if (known) replace(difference, known, walked);
    else difference.isTotal = true;
    return known ? { ...walked, analysis: shared(known.analysis, walked.analysis) } : walked;
  });
  if (cells.length !== before.length || concernsReach(difference, walk.cells)) walk.objects = {};
  walk.isSound = true;
  return walk.cells.map(({ analysis }) => analysis);
}

const isOf = ({ facts }: Kept, text: CellText | undefined): boolean => facts === text?.facts;

function walkOne({ m, trace }: KeptWalk, text: CellText, index: number): Kept {
  const before = countsOf(m);
  const objects = m.things.length;
  const first = nextBlock(m);
  startCell(trace);
  const analysis = walkCell(m, text, index);
  const changed = new Set(m.changed);
  noteExit(m, index, { changed, any: false });
  const { looks, changes } = trace;
  const things = m.things.slice(first);
  const amends = changes.some(({ of }) => of === m.amended);
  return { looks, changes, facts: text.facts, before, after: countsOf(m), objects, first, things, places: things.map(placeOf), changed, amends, analysis };
}

/** What is told of all objects. */
export function placesIn({ m, cells }: KeptWalk): readonly Place[] {
  // What a later cell has found out of an object is in no cell's own.
  if (cells.some(({ amends }) => amends)) return m.things.map(placeOf);
  const places: Place[] = [];
  for (const { first, places: own } of cells) {
    while (places.length < first) places.push(noPlace);
    for (const place of own) places.push(place);
  }
  return places;
}

const noPlace = placeOf(nothing);

/** Whether what stays in single values is as a cell found it. */
function standsAsBefore(m: Machine, { before, first }: Kept): boolean {
  const areSome = (count: 'consumables' | 'instances') => m[count] > 0 === before[count] > 0;
  return (
    nextBlock(m) === first &&
    areSome('consumables') &&
    areSome('instances') &&
    m.openNames === before.openNames &&
    identical(m.stars, before.stars) &&
    stepsFor(m) === stepsFor(before) &&
    ownStepsFor(m) === ownStepsFor(before)
  );
}

function undo(m: Machine, { changes, before, objects }: Kept): void {
  for (let at = changes.length - 1; at >= 0; at--) {
    const change = changes[at];
    change?.of.undo(change);
  }
  m.things.length = objects;
  Object.assign(m, before);
}

function redo(m: Machine, known: Kept, text: CellText, index: number): Kept {
  const before = countsOf(m);
  const objects = m.things.length;
  openBlock(m);
  for (const thing of known.things) m.things.push(thing);
  for (const change of known.changes) change.of.redo(change);
  const moved = (count: 'consumables' | 'instances' | 'stepsLeft' | 'ownStepsLeft') => before[count] + known.after[count] - known.before[count];
  const after = {
    ...known.after,
    consumables: moved('consumables'),
    instances: moved('instances'),
    stepsLeft: moved('stepsLeft'),
    ownStepsLeft: moved('ownStepsLeft')
  };
  Object.assign(m, after);
  noteExit(m, index, { changed: known.changed, any: known.amends });
  return { ...known, before, after, objects, analysis: withCell(known.analysis, text) };
}

const withCell = (analysis: CellAnalysis, { cell }: CellText): CellAnalysis => (analysis.cell === cell ? analysis : { ...analysis, cell });

/** What is as it was, stays the same object. */
function shared(before: CellAnalysis, after: CellAnalysis): CellAnalysis {
  const same = (value: unknown, key: string): unknown => {
    const known = before[key as keyof CellAnalysis];
    return identical(known, value) ? known : value;
  };
  return Object.fromEntries(Object.entries(after).map(([key, value]) => [key, key === 'facts' ? value : same(value, key)])) as unknown as CellAnalysis;
}
