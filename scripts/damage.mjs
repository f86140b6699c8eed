// Damages every notebook of a folder at random and has it checked and compiled: `npm run damage -- FOLDER --seed 7`. The same seed goes on where it stopped.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const [folder] = positionals;
const env = { ...process.env, DAMAGE_SEED: values.seed ?? String(Date.now() % 1e9), ...(folder === undefined ? {} : { DAMAGE_CORPUS: resolve(folder) }) };
const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/damage'], { cwd: root, env, stdio: 'inherit' });
process.exit(status ?? 1);
