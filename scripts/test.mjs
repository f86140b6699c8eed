// Runs every test, TypeScript, Python and in the browser, and ends with one line that counts them all.
// Arguments go to vitest, which then runs alone: `npm test -- tests/notebook`, `npm test -- -u`; those that begin
// with a folder of another runner go to the runner that is at home there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './setup/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, '.cache', 'venv', 'bin', 'python');
const browser = findBrowser();
const env = { ...process.env, MPLBACKEND: 'Agg', DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1', ...(browser ? { CHROMIUM_PATH: browser } : {}) };
delete env.PYTHONDONTWRITEBYTECODE;

/** The three runners: the folders of tests that they are in charge of, and the command that writes a report to a file. */
const runners = [
  {
    name: 'pytest',
    folders: ['tests/runtime', 'tests/kernel', 'tests/install'],
    command: (report, args) => [python, '-m', 'pytest', '-q', `--junitxml=${report}`, ...args]
  },
  {
    name: 'playwright',
    folders: ['tests/browser'],
    command: (_, args) => [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--config=tests/browser', ...args]
  },
  {
    name: 'vitest',
    folders: ['tests'],
    command: (report, args) => [
      process.execPath,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=junit',
      `--outputFile.junit=${report}`,
      ...args
    ]
  }
];

/** Runs tests and counts them by their JUnit report, which both runners write. A crash counts as a failure too. */
function count([command, ...args], report) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  const suites = existsSync(report) ? (readFileSync(report, 'utf8').match(/<testsuite\b[^>]*>/g) ?? []) : [];
  const sum = name => suites.reduce((total, suite) => total + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0), 0);
  const failed = sum('failures') + sum('errors');
  return { passed: sum('tests') - failed - sum('skipped'), failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** Which runners have something to do, and with what. */
function chosen(args) {
  if (args.length === 0) return ['vitest', 'pytest', 'playwright'].map(name => ({ ...runners.find(each => each.name === name), args: [] }));
  return [{ ...runners.find(({ folders, name }) => name === 'vitest' || folders.some(folder => args[0].startsWith(folder))), args }];
}

const failedBefore = Number(process.env.FAILED_CHECKS ?? 0);
const selected = chosen(process.argv.slice(2));
const isSkipped = ({ name }) => name === 'playwright' && !browser;
const counts = selected
  .filter(each => !isSkipped(each))
  .map(({ name, command, args }) => {
    const report = join(root, '.cache', `${name}.xml`);
    rmSync(report, { force: true });
    return count(command(report, args), report);
  });
if (selected.some(isSkipped))
  process.stdout.write('\nTHE BROWSER TESTS DID NOT RUN: there is no Chromium, and apt could not install it. CHROMIUM_PATH may name one.\n');
const total = key => counts.reduce((sum, each) => sum + each[key], 0);
const failed = total('failed') + failedBefore;
process.stdout.write(`\n${total('passed')} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
