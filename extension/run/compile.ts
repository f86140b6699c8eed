import { emptyDisk, joinDisks, type Wanted } from '../worker/disk.js';
import type { Compiled, EnvironmentMessage, Planned, Planning } from '../worker/runs.js';
import type { Agent } from './agent.js';
import type { Job } from './job.js';

/** So often the worker may ask for more before something is wrong. */
const mostRounds = 25;

/** Asks until nothing of the files is unknown any more. */
async function untilKnown<Answer extends { readonly wanted: Wanted | undefined }>(
  agent: Agent,
  ask: (disk: typeof emptyDisk) => Promise<Answer>
): Promise<Answer> {
  let disk = emptyDisk;
  for (let round = 0; round < mostRounds; round += 1) {
    const answer = await ask(disk);
    if (!answer.wanted) return answer;
    disk = joinDisks(disk, await agent.ask('look', answer.wanted));
  }
  throw new Error('The files of the project change all the time');
}

/** Converts the notebook and compares the project with what lies in its folder. */
export function compile(
  { context, pipeline, project, place }: Job,
  agent: Agent,
  environment: EnvironmentMessage | undefined,
  force: boolean
): Promise<Compiled> {
  const versions = Object.fromEntries((environment?.installed ?? []).map(([name, version]) => [normalized(name), version]));
  return untilKnown(agent, disk => context.ask('compile', { document: pipeline.document(), disk, project, place, versions, force }));
}

/** Names of distributions as the packaging standard compares them. */
const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Decides what has to run. */
export const plan = ({ context }: Job, agent: Agent, planning: Omit<Planning, 'disk'>): Promise<Planned> =>
  untilKnown(agent, disk => context.ask('plan', { ...planning, disk }));
