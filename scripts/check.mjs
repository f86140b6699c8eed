// Everything that must hold before a change lands: types, lint, format, unused code, the shipped Python, tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = name => join(root, 'node_modules', '.bin', name);
const python = join(root, '.cache', 'venv', 'bin', 'python');
const runtime = 'converter/targets/python/runtime';

const steps = [
  ['types', bin('tsc'), ['-b']],
  ['lint', bin('eslint'), ['--max-warnings=0', '.']],
  ['format', bin('prettier'), ['--check', '--log-level=warn', '.']],
  ['unused code', bin('knip'), ['--no-progress']],
  ['ruff', python, ['-m', 'ruff', 'check', '--quiet', runtime, 'tests/runtime', 'examples']],
  ['ruff format', python, ['-m', 'ruff', 'format', '--quiet', '--check', runtime, 'tests/runtime']],
  ['mypy', python, ['-m', 'mypy', '--no-error-summary', runtime]],
  ...(process.argv.includes('--without-tests') ? [] : [['tests', process.execPath, ['scripts/test.mjs']]])
];

const failed = steps.flatMap(([name, command, args]) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...(name === 'tests' ? { stdio: 'inherit' } : {}) });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'failed'} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
  return status === 0 ? [] : [name];
});
process.exit(failed.length > 0 ? 1 : 0);
