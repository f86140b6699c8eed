import type { PastRunMessage } from '../worker/runs.js';
import type { Agent } from './agent.js';

/** Earlier runs, and the process that is at one of them; a run that nobody attends to any more is ended. */
export async function earlierRuns(agent: Agent, project: string): Promise<{ readonly runs: readonly PastRunMessage[]; readonly going: number | undefined }> {
  const { runs } = await agent.ask('runs', { project });
  const alive = runs.filter(({ pid }) => pid !== null);
  const attended = alive.find(run => run.attended);
  if (attended) return { runs, going: attended.pid ?? undefined };
  for (const { pid } of alive) if (pid !== null) await agent.ask('end', { pid });
  return { runs: alive.length === 0 ? runs : (await agent.ask('runs', { project })).runs, going: undefined };
}
