import type { Comparison, Place } from '../report.js';

/** What a comparison collects. */
export interface Findings {
  readonly differences: Comparison['differences'][number][];
  readonly unstable: Comparison['unstable'][number][];
  readonly unseen: Comparison['unseen'][number][];
  readonly compared: Map<string, number>;
}

export const newFindings = (): Findings => ({ differences: [], unstable: [], unseen: [], compared: new Map() });

/** One thing, as the runs of the notebook and the pipeline gave it. */
export interface Given<T> {
  readonly runs: readonly [first: T, ...others: T[]];
  readonly pipeline: T;
}

/** What is counted together. */
const counters: Partial<Record<Place['kind'], string>> = { input: 'values', value: 'values', displayed: 'displays', file: 'files' };

/** Notes what becomes of one thing; `tell` says where two of it differ. */
export function compareGiven<T>(
  place: Place,
  { runs: [first, ...others], pipeline }: Given<T>,
  findings: Findings,
  tell: (a: T, b: T) => { readonly path: string; readonly notebook: string | null; readonly pipeline: string | null } | undefined
): void {
  if (others.some(other => tell(first, other))) {
    findings.unstable.push(place);
    return;
  }
  const counter = counters[place.kind] ?? place.kind;
  findings.compared.set(counter, (findings.compared.get(counter) ?? 0) + 1);
  const different = tell(first, pipeline);
  if (different) findings.differences.push({ ...place, ...different });
}

/** The same of each run of the notebook. */
export const ofEach = <R, T>([first, ...others]: readonly [R, ...R[]], of: (run: R) => T): readonly [T, ...T[]] => [of(first), ...others.map(of)];

/** Where two texts begin to differ: the line, and what it says on both sides. */
export function tellTexts(a: string, b: string): { readonly path: string; readonly notebook: string | null; readonly pipeline: string | null } | undefined {
  if (a === b) return undefined;
  const [one, other] = [a.split('\n'), b.split('\n')];
  const line = one.findIndex((text, at) => text !== other[at]);
  const at = line < 0 ? one.length : line;
  return { path: `line ${at + 1}`, notebook: one[at] ?? null, pipeline: other[at] ?? null };
}
