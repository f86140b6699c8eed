// Runs every test (TypeScript and Python) and ends with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, '.cache', 'venv', 'bin', 'python');
const env = { ...process.env, MPLBACKEND: 'Agg', DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1', PIPELINE_PYTHON: process.env.PIPELINE_PYTHON ?? python };
delete env.PYTHONDONTWRITEBYTECODE;
let passed = 0;
let failed = 0;

/** Counts from a JUnit report, which both runners can write. */
function count(report, status) {
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const suite = /<testsuites?\b[^>]*\btests="(\d+)"[^>]*>/.exec(text);
  const number = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite?.[0] ?? '')?.[1] ?? 0);
  const bad = number('failures') + number('errors');
  passed += Number(suite?.[1] ?? 0) - bad - number('skipped');
  failed += bad > 0 ? bad : status === 0 ? 0 : 1;
}

const only = process.argv.slice(2);
const vitest = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=junit', '--outputFile.junit=.cache/vitest.xml', ...only],
  { cwd: root, env, stdio: 'inherit' }
);
count(join(root, '.cache/vitest.xml'), vitest.status);
if (only.length === 0) {
  const pytest = spawnSync(python, ['-m', 'pytest', '-q', '--junitxml=.cache/pytest.xml', 'tests/runtime'], { cwd: root, env, stdio: 'inherit' });
  const xml = existsSync(join(root, '.cache/pytest.xml')) ? readFileSync(join(root, '.cache/pytest.xml'), 'utf8') : '';
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
  const number = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const bad = number('failures') + number('errors');
  passed += number('tests') - bad - number('skipped');
  failed += bad > 0 ? bad : pytest.status === 0 ? 0 : 1;
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
