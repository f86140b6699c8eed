// Builds the command line when the package is installed from its repository (npm install git+…, pre-commit).
// `npm install -g` prepares such a package without its development dependencies: then they are installed here first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Without what a global install tells npm about itself, which would lead this one astray. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix|location|package_lock)$/i.test(name)));

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(stderr ?? '');
  process.exit(1);
}

if (!existsSync(join(root, 'node_modules', 'esbuild'))) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
