// Runs every test, TypeScript and Python, and ends with one line that counts them all.
// Arguments go to vitest, which then runs alone: `npm test -- tests/notebook`, `npm test -- -u`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, '.cache', 'venv', 'bin', 'python');
const env = { ...process.env, MPLBACKEND: 'Agg', DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1' };
delete env.PYTHONDONTWRITEBYTECODE;

const vitest = report => [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`];
const pytest = report => [python, '-m', 'pytest', '-q', `--junitxml=${report}`, 'tests/runtime'];

/** Runs tests and counts them by their JUnit report, which both runners write. A crash counts as a failure too. */
function count([command, ...args], report) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  const suites = existsSync(report) ? (readFileSync(report, 'utf8').match(/<testsuite\b[^>]*>/g) ?? []) : [];
  const sum = name => suites.reduce((total, suite) => total + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0), 0);
  const failed = sum('failures') + sum('errors');
  return { passed: sum('tests') - failed - sum('skipped'), failed: failed === 0 && status !== 0 ? 1 : failed };
}

const args = process.argv.slice(2);
const failedBefore = Number(process.env.FAILED_CHECKS ?? 0);
const runs =
  args.length > 0
    ? [['vitest', report => [...vitest(report), ...args]]]
    : [
        ['vitest', vitest],
        ['pytest', pytest]
      ];
const counts = runs.map(([name, command]) => {
  const report = join(root, '.cache', `${name}.xml`);
  rmSync(report, { force: true });
  return count(command(report), report);
});
const total = key => counts.reduce((sum, each) => sum + each[key], 0);
const failed = total('failed') + failedBefore;
process.stdout.write(`\n${total('passed')} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
