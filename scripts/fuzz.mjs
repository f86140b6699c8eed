// Runs random programs as notebooks and as pipelines: `npm run fuzz -- --seconds 600 --seed 7 --also guarded`. Finds go to .cache/fuzz.txt.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

const text = { type: 'string' };
const { values } = parseArgs({ options: { seconds: text, seed: text, also: text } });
const env = { ...process.env, FUZZ_SECONDS: values.seconds ?? '600', FUZZ_SEED: values.seed ?? String(Date.now() % 1e9), FUZZ_ALSO: values.also ?? '' };
const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/fuzz'], { cwd: root, env, stdio: 'inherit' });
process.exit(status ?? 1);
