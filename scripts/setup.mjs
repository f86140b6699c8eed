// Brings a fresh machine to where everything runs: npm packages, and a Python environment in .cache/venv. With
// --jupyter also JupyterLab; with --tests all that tests want: JupyterLab as it is and as it was, a browser, what makes
// the wheel. Uses nothing but Node's own modules, and does nothing where nothing changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setUpBrowser } from './setup/browser.mjs';
import { digestOf, isFresh, root, run } from './setup/commands.mjs';
import { setUpBareJupyter, setUpJupyter } from './setup/jupyter.mjs';
import { setUpPython } from './setup/python.mjs';

function setUpPackages() {
  const stamp = join(root, 'node_modules', '.installed');
  const digest = digestOf(readFileSync(join(root, 'package-lock.json')));
  if (isFresh(stamp, digest)) return;
  process.stderr.write('installing npm packages …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' });
  writeFileSync(stamp, digest);
}

setUpPackages();
setUpPython('venv', 'requirements-dev.txt');
if (process.argv.includes('--jupyter')) setUpJupyter(['lab']);
if (process.argv.includes('--tests')) {
  setUpPython('install', 'tests/install/requirements.txt');
  setUpJupyter(['lab', 'oldest', 'collaboration', 'lite']);
  setUpBareJupyter('newcomer');
  setUpBrowser();
}
