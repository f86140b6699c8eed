import fc from 'fast-check';
import type { Judge, Outcome } from './judge.js';
import { programs, type Program } from './programs.js';

export type Verdict = Outcome['verdict'];

/** A program whose verdict is one that is looked for, made as small as it gets with the same verdict. */
export interface Find {
  readonly program: Program;
  readonly outcome: Outcome;
  readonly seed: number;
}

export interface Campaign {
  readonly seed: number;
  /** Programs to try, without those of the shrinking. */
  readonly runs: number;
  /** Milliseconds after which no further program is tried. */
  readonly milliseconds: number;
  readonly wanted: ReadonlySet<Verdict>;
}

/** Tries programs one after another; the same seed tries the same ones. Counts verdicts into `tally`. */
export async function* hunt(judge: Judge, { seed, runs, milliseconds, wanted }: Campaign, tally: Map<Verdict, number>): AsyncGenerator<Find> {
  const end = Date.now() + milliseconds;
  for (let batch = seed, left = runs; left > 0 && Date.now() < end; batch++) {
    const numRuns = Math.min(left, 100);
    let tried = 0;
    let first: Verdict | undefined;
    let found: Outcome | undefined;
    const property = fc.asyncProperty(programs, async program => {
      const outcome = await judge.judge(program);
      const { verdict } = outcome;
      if (first === undefined) {
        tried++;
        tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
        if (!wanted.has(verdict)) return true;
        first = verdict;
      } else if (verdict !== first) return true;
      found = outcome;
      return false;
    });
    const result = await fc.check(property, { seed: batch, numRuns, interruptAfterTimeLimit: Math.max(1, end - Date.now()) });
    left -= Math.max(1, tried);
    if (result.counterexample && found) yield { program: result.counterexample[0], outcome: found, seed: batch };
  }
}

/** A find as it is told: the cells, and what came out. */
export const tell = ({ program, outcome, seed }: Find): string =>
  [`${outcome.verdict} (seed ${seed})`, ...program.map((cell, index) => `# %% n${index}\n${cell}`), outcome.detail, ''].join('\n');
