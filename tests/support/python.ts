import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const environment = process.env['ESPALIER_TEST_ENV'] ?? fileURLToPath(new URL('../../.cache/venv', import.meta.url));
const bin = join(environment, 'bin');

/** Whether the Python environment is there that `npm test` sets up. */
export const hasPython = existsSync(join(bin, 'kedro'));

/** Runs a tool of that environment; telemetry off. */
export function runTool(
  tool: string,
  args: readonly string[],
  { cwd, env = {}, input = '' }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string }
) {
  const variables = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1', ...env };
  const done = spawnSync(join(bin, tool), args, { cwd, env: variables, encoding: 'utf8', input });
  return { status: done.status, output: done.stdout + done.stderr, stdout: done.stdout };
}
