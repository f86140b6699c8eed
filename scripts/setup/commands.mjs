// What every part of the set-up does: run commands, and see whether there is anything to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const digestOf = text => createHash('sha256').update(text).digest('hex');
export const isFresh = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
export const start = (command, args, env = {}) => spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
export const works = (command, args, env) => start(command, args, env).status === 0;

/** Runs a command quietly; shows what it said, and ends, where it fails. */
export function run(command, args, env) {
  const { status, stdout, stderr, error } = start(command, args, env);
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
  process.exit(1);
}
