// JupyterLab with the extension and without it: how long it takes to start, and what a key costs in a notebook of 300 cells.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { findBrowser } from '../scripts/setup/browser.mjs';
import { median, ms, table } from './figures.mjs';
import { root, work } from './paths.mjs';

const rows = { start: 'JupyterLab is there', cells: 'the cells of a notebook are there', key: 'a key in a tagged notebook of 300 cells, on the main thread' };

export function measureJupyterLab() {
  for (const [script, option] of [
    ['setup', '--tests'],
    ['build', '--all']
  ])
    spawnSync(process.execPath, [join('scripts', `${script}.mjs`), option], { cwd: root, stdio: 'inherit' });
  const output = join(work, 'jupyterlab.json');
  const env = { ...process.env, FIGURES: output, CHROMIUM_PATH: findBrowser() ?? '' };
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--config=tests/browser/measure.config.ts'], {
    cwd: root,
    env,
    encoding: 'utf8'
  });
  if (status !== 0) throw new Error(stdout);
  const figures = JSON.parse(readFileSync(output, 'utf8'));
  table('JupyterLab', [
    ['until / of', 'without', 'with', 'more'],
    ...Object.entries(rows).map(([key, label]) => {
      const [without, own] = [median(figures.without[key]), median(figures.with[key])];
      return [label, ms(without), ms(own), ms(own - without)];
    })
  ]);
}
