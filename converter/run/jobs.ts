import type { RunPlan } from './plan.js';

/** Nodes that took less than this in all are not worth other processes, in milliseconds. */
const worthwhile = 1500;

/** How many processes pay: no more than nodes that can run at the same time, and one where they are known to be quick. */
export function chooseJobs(plan: RunPlan, edges: readonly { readonly from: string; readonly to: string }[], cores: number): number {
  const running = plan.nodes.filter(({ action }) => action === 'run');
  const times = running.flatMap(({ earlier }) => earlier?.ms ?? []);
  if (times.length === running.length && times.reduce((sum, time) => sum + time, 0) < worthwhile) return 1;
  return Math.max(
    1,
    Math.min(
      cores,
      width(
        running.map(({ name }) => name),
        edges
      )
    )
  );
}

/** The most nodes on one level of the graph. */
function width(names: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]): number {
  const levels = new Map<string, number>();
  for (const name of names) {
    const above = edges.filter(({ to, from }) => to === name && levels.has(from)).map(({ from }) => levels.get(from) ?? 0);
    levels.set(name, Math.max(-1, ...above) + 1);
  }
  const sizes = [...levels.values()].map(level => [...levels.values()].filter(other => other === level).length);
  return Math.max(1, ...sizes);
}
