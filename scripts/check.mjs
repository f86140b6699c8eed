// Everything that must hold before a change lands: types, lint, format, unused code, the shipped Python, tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = name => join(root, 'node_modules', '.bin', name);
const python = join(root, '.cache', 'venv', 'bin', 'python');
const shipped = ['converter/targets/python/runtime', 'converter/targets/javascript/verify', 'python', 'extension/kernel'];
const formatted = [...shipped, 'extension/run/kernel', 'tests/runtime', 'tests/kernel', 'tests/install', 'bench'];

const steps = [
  ['types', bin('tsc'), ['-b']],
  ['lint', bin('eslint'), ['--max-warnings=0', '.']],
  ['format', bin('prettier'), ['--check', '--log-level=warn', '.']],
  ['unused code', bin('knip'), ['--no-progress']],
  ['ruff', python, ['-m', 'ruff', 'check', '--quiet', ...formatted]],
  ['ruff format', python, ['-m', 'ruff', 'format', '--quiet', '--check', ...formatted]],
  ['mypy', python, ['-m', 'mypy', '--no-error-summary', '--cache-dir=.cache/mypy', ...shipped]],
  // It becomes a package only in the kernel that it is sent to.
  ['mypy of the sidebar', python, ['-m', 'mypy', '--no-error-summary', '--cache-dir=.cache/mypy', '--explicit-package-bases', 'extension/run/kernel']]
];

let failed = 0;
for (const [name, command, args] of steps) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'failed'} ${name}\n`);
  if (status === 0) continue;
  failed += 1;
  process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
}
const tests = spawnSync(process.execPath, ['scripts/test.mjs'], { cwd: root, stdio: 'inherit', env: { ...process.env, FAILED_CHECKS: String(failed) } });
process.exit(tests.status ?? 1);
