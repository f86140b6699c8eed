import type { NotebookState } from './state.js';
import type { Problem } from './view.js';

/** Problems of the notebook, of its run and of its kernel, the worst first, then from the top to the bottom. */
export function problemsOf({ view, run, kernel }: NotebookState): readonly Problem[] {
  const order = { error: 0, warning: 1, info: 2 };
  return [...run.problems, ...kernel.problems, ...view.problems].sort(
    (a, b) => order[a.severity] - order[b.severity] || (a.cellNumber ?? 0) - (b.cellNumber ?? 0)
  );
}

/** How many problems there are of each severity. */
export function countOf(state: NotebookState): { readonly errors: number; readonly warnings: number; readonly notes: number } {
  const count = (wanted: Problem['severity']) => problemsOf(state).filter(({ severity }) => severity === wanted).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('info') };
}
