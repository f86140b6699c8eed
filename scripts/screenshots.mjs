// Makes the pictures in docs/images/: JupyterLab as users see it.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './setup/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const browser = findBrowser();
if (!browser) {
  process.stderr.write('There is no Chromium, and apt could not install it. CHROMIUM_PATH may name one.\n');
  process.exit(1);
}
const command = ['node_modules/@playwright/test/cli.js', 'test', '--config=tests/browser/pictures.config.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } });
process.exit(status ?? 1);
