import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Lab } from './support/lab.js';
import { badgeAt, cellAt, writeNotebook } from './support/notebook.js';
import { copyExample, expect, test } from './support/test.js';

/** A run starts a kernel and a Python: on a busy machine that takes a while. */
const patience = { timeout: 60_000 };

const runIn = (page: Page): Locator => page.locator('.jp-Espalier-panel').getByRole('region', { name: 'Run', exact: true });

async function compileAndRun(lab: Lab): Promise<void> {
  await lab.choose('Show Pipeline');
  await lab.page.locator('.jp-Espalier-panel').getByRole('button', { name: 'Compile and run' }).click();
}

interface RunRecord {
  readonly status: string;
  readonly nodes: readonly { readonly name: string; readonly status: string }[];
}

/** The only run of a project in the test's folder. */
function recordIn(project: string): RunRecord {
  const [id] = readdirSync(join(project, 'runs')).filter(name => name !== 'latest');
  return JSON.parse(readFileSync(join(project, 'runs', id ?? '', 'run.manifest.json'), 'utf8')) as RunRecord;
}

const slow = (seconds: number) => [
  { source: 'first = 1\nprint("first is here")', node: 'first' },
  { source: `import time\ntime.sleep(${seconds})\nsecond = first + 1`, node: 'second' }
];

test('a notebook is compiled and run, and shows what its nodes left', { tag: '@everywhere' }, async ({ lab }) => {
  test.setTimeout(150_000);
  const { page } = lab;
  await lab.open(copyExample(lab, 'penguins'));
  await compileAndRun(lab);
  const run = runIn(page);
  await expect(run.getByRole('status')).toContainText('Done in', patience);
  await expect(run.locator('.jp-Espalier-results > li')).toHaveCount(5);
  await expect(page.locator('.jp-Espalier-panel svg .jp-Espalier-mark.jp-mod-done')).not.toHaveCount(0);

  await run.getByRole('button', { name: 'plot' }).click();
  const figure = run.locator('.jp-Espalier-display img').first();
  await expect(figure).toBeVisible();
  expect(await figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await run.getByRole('button', { name: 'load' }).click();
  await expect(run.locator('.jp-Espalier-display table').first()).toContainText('Adelie');

  const project = join(lab.folder, 'penguins', 'notebook_pipeline');
  for (const name of ['.gitignore', 'requirements.lock', 'conf/base/catalog.yml']) expect(existsSync(join(project, name)), name).toBe(true);
  expect(recordIn(project).nodes.map(({ status }) => status)).toEqual(new Array(5).fill('succeeded'));

  await page.locator('.jp-Espalier-panel').getByRole('button', { name: 'Compile and run' }).click();
  await expect(run.getByRole('status')).toContainText('5 unchanged', patience);

  const panel = page.locator('.jp-Espalier-panel');
  await panel.getByRole('button', { name: /^Parameters/ }).click();
  await panel.getByLabel('neighbours').fill('9');
  await panel.getByLabel('neighbours').press('Enter');
  await panel.getByRole('button', { name: 'Compile and run' }).click();
  await expect(run.getByRole('status')).toContainText('2 run, 3 unchanged', patience);
  await panel.getByRole('button', { name: /^History/ }).click();
  const past = panel.getByRole('region', { name: 'History' });
  await expect(past.getByRole('listitem')).toHaveCount(3);
  await past.getByRole('checkbox').nth(0).check();
  await past.getByRole('checkbox').nth(2).check();
  await expect(past.getByRole('row', { name: /neighbours/ })).toContainText('9');

  await past.getByRole('listitem').nth(1).hover();
  await past
    .getByRole('listitem')
    .nth(1)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(past.getByRole('listitem')).toHaveCount(2);

  const readme = join(project, 'README.md');
  const emitted = readFileSync(readme, 'utf8');
  writeFileSync(readme, 'mine');
  await panel.getByRole('button', { name: 'Compile and run' }).click();
  await run.getByText('Kept as you changed it by hand').click(patience);
  expect(readFileSync(readme, 'utf8')).toBe('mine');
  await run.getByRole('button', { name: 'Replace what I changed by hand' }).click();
  await expect(page.getByRole('dialog')).toContainText('README.md');
  await page.getByRole('dialog').getByRole('button', { name: 'Replace and run' }).click();
  await expect.poll(() => readFileSync(readme, 'utf8'), patience).toBe(emitted);
  await expect(run.getByText('Kept as you changed it by hand')).toHaveCount(0, patience);
});

test('a failure is shown at its cell and line', async ({ lab }) => {
  test.setTimeout(120_000);
  const { page } = lab;
  const path = writeNotebook(lab, 'failing.ipynb', [
    { source: 'rows = [1, 2]', node: 'load' },
    { source: 'count = len(rows)\nrows[count]', node: 'fail' },
    { source: 'print(count)', node: 'after' }
  ]);
  await lab.open(path);
  await compileAndRun(lab);
  const run = runIn(page);
  await expect(run.getByRole('status')).toContainText('Failed', patience);
  await expect(run.locator('.jp-Espalier-results')).toContainText('IndexError');
  await expect(badgeAt(page, 1)).toContainText('failed');
  await expect(badgeAt(page, 0)).toContainText('done');
  await expect(cellAt(page, 1).locator('.cm-lintRange-error')).toHaveText('rows[count]');
  await run.getByRole('button', { name: 'Cell 2, line 2' }).click();
  await expect(cellAt(page, 1)).toHaveClass(/jp-mod-active/);

  const project = path.replace('.ipynb', '_pipeline');
  await lab.execute('docmanager:open', { path: `${project}/runs/latest/run.manifest.json` });
  const manifest = page.locator('.jp-Espalier-manifest');
  await expect(manifest.getByRole('row', { name: /fail/ })).toContainText('failed');
  await expect(manifest.locator('svg [data-box]')).toHaveCount(3);
  await manifest.locator('svg [data-box="load"]').click();
  await expect(manifest.getByRole('row', { name: /^load/ })).toHaveClass(/jp-mod-selected/);
  await lab.execute('docmanager:open', { path: `${project}/pipeline.manifest.json` });
  await expect(manifest.last().getByRole('heading', { name: 'failing' })).toBeVisible();
});

test('a run that is stopped stops', async ({ lab }) => {
  test.setTimeout(120_000);
  const { page } = lab;
  await lab.open(writeNotebook(lab, 'slow.ipynb', slow(300)));
  await compileAndRun(lab);
  await expect(badgeAt(page, 1)).toContainText('running', patience);
  await page.locator('.jp-Espalier-panel').getByRole('button', { name: 'Stop' }).click();
  await expect(runIn(page).getByRole('status')).toContainText('Stopped', patience);
  const { status, nodes } = recordIn(join(lab.folder, 'slow_pipeline'));
  expect(status).toBe('aborted');
  expect(nodes.map(node => node.status)).toEqual(['succeeded', 'aborted']);
});

test('a run goes on while the page is away', async ({ lab }) => {
  test.setTimeout(150_000);
  const { page } = lab;
  const path = writeNotebook(lab, 'slow.ipynb', slow(30));
  await lab.open(path);
  await compileAndRun(lab);
  await expect(badgeAt(page, 1)).toContainText('running', patience);
  await lab.open(path);
  await lab.choose('Show Pipeline');
  const run = runIn(page);
  await expect(run.getByRole('status')).toContainText('Running', patience);
  await run.getByRole('button', { name: 'first' }).click();
  await expect(run.locator('.jp-Espalier-log')).toContainText('first is here');
  await expect(run.getByRole('status')).toContainText('Done in', patience);
  expect(recordIn(join(lab.folder, 'slow_pipeline')).status).toBe('succeeded');
});
