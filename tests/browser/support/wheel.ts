import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.js';

const tools = join(root, '.cache', 'install', 'bin', 'python');

/** Makes the wheel of what is built, and installs it into `.cache/<environment>` as users do. */
export function installWheel(environment: string): void {
  const parent = join(root, '.cache', 'browser');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'wheel-'));
  run('-m', 'hatchling', 'build', '-t', 'wheel', '-d', folder);
  const [wheel = ''] = readdirSync(folder);
  const python = join(root, '.cache', environment, 'bin', 'python');
  const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--python', python];
  run(...pip, 'install', '--no-index', '--force-reinstall', join(folder, wheel));
  rmSync(folder, { recursive: true });
}

function run(...words: string[]): void {
  const { status, stdout, stderr } = spawnSync(tools, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}
