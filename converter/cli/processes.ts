import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether a process of ours still runs. Where the system tells, neither a dead one that nobody has collected nor another with its number counts. */
export function isAlive(pid: number, ours = /python|kedro|espalier|cli\.mjs|launch\.mjs|node\.mjs/): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const command = commandOf(pid);
  return command === undefined || ours.test(command);
}

/** Its command line; empty for a dead one; `undefined` where the system does not tell. */
function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}

/** How long a process may take to stop by itself, in milliseconds. */
const patience = 8000;

/** Ends a process that leads a group of its own: asks first. */
export async function endProcess(pid: number): Promise<void> {
  send(pid, 'SIGINT');
  for (let waited = 0; waited < patience && isAlive(pid); waited += 50) await wait(50);
  if (isAlive(pid)) endGroup(pid);
  for (let waited = 0; waited < 1000 && isAlive(pid); waited += 50) await wait(50);
}

/** Ends at once a process that leads a group of its own, and all that it started and left behind. */
export const endGroup = (pid: number): void => send(process.platform === 'win32' ? pid : -pid, 'SIGKILL');

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}
