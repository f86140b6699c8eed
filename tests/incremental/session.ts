import { planNotebook, type Conversion, type FactsCache } from '../../converter/index.js';
import { diceOf, edited, type Draft } from './edits.js';
import { differenceOf } from './same.js';

/** Edits a notebook again and again and plans it with one cache; gives the first difference from a plan without, and the notebook that has it. */
export function session(
  first: Draft,
  { seed, edits }: { readonly seed: number; readonly edits: number }
): { readonly difference: string; readonly draft: Draft } | undefined {
  const dice = diceOf(seed);
  const cache: FactsCache = new Map();
  const past = [first];
  planNotebook(first, { name: 'edited', cache });
  for (let count = 1; count <= edits; count++) {
    // What breaks the syntax is mended, and what was tried is taken back.
    const back = dice(4) === 0 ? past.at(-2 - dice(3)) : undefined;
    const draft = back ?? edited(past.at(-1) ?? first, dice, count);
    past.push(draft);
    const difference = differenceOf(whole(planNotebook(draft, { name: 'edited', cache })), whole(planNotebook(draft, { name: 'edited' })));
    if (difference !== undefined) return { difference: `edit ${count}: ${difference}`, draft };
  }
  return undefined;
}

/** A conversion with what some names lead to at the end of each cell. */
function whole(conversion: Conversion): unknown {
  const { analysis } = conversion;
  const reached = analysis?.cells.map((_, at) =>
    [...analysis.exit(at)].filter((_, index) => index % 7 === at % 7).map(([name, { locs }]) => [name, analysis.reach(at, locs), analysis.held(at, locs)])
  );
  return { conversion, reached };
}
