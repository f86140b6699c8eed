import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { badgeAt, writeNotebook } from './support/notebook.js';
import type { Lab } from './support/lab.js';
import { expect, test } from './support/test.js';

const patience = { timeout: 60_000 };

async function compileAndRun(lab: Lab): Promise<Locator> {
  await lab.choose('Show Pipeline');
  const panel = lab.page.locator('.jp-Espalier-panel');
  await panel.getByRole('button', { name: 'Compile and run' }).click();
  return panel.getByRole('region', { name: 'Run', exact: true });
}

test('a kernel without Kedro: the project is given an environment of its own', async ({ lab }) => {
  test.setTimeout(420_000);
  await lab.open(
    writeNotebook(
      lab,
      'plain.ipynb',
      [
        { source: 'rows = [1, 2, 3]', node: 'load' },
        { source: 'print(sum(rows))', node: 'add' }
      ],
      'bare'
    )
  );
  const run = await compileAndRun(lab);
  await expect(run.getByRole('alert')).toContainText('The kernel lacks', patience);
  const project = join(lab.folder, 'plain_pipeline');
  const requirements = join(project, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');

  writeFileSync(requirements, 'no name === of a distribution\n');
  await run.getByRole('button', { name: 'Make it and run' }).click();
  await expect(run.getByRole('alert')).toContainText('could not install what requirements.txt names', patience);
  await expect(run.getByRole('alert')).toContainText('no name');

  writeFileSync(requirements, wanted);
  await run.getByRole('button', { name: 'Try again' }).click();
  await expect(run.getByRole('status')).toContainText('Installing what the project needs', patience);
  await expect(run.locator('.jp-Espalier-lastLine')).not.toBeEmpty(patience);
  await expect(run.getByRole('status')).toContainText('Done in', { timeout: 300_000 });
  expect(existsSync(join(project, '.venv', 'pyvenv.cfg'))).toBe(true);
  expect(readFileSync(join(project, 'runs', 'latest', 'logs', 'add.out'), 'utf8')).toBe('6\n');
});

test('a folder of something else is left alone, in words', async ({ lab }) => {
  const path = writeNotebook(lab, 'thesis.ipynb', [{ source: 'x = 1', node: 'a' }]);
  const other = join(lab.folder, 'thesis_pipeline');
  mkdirSync(other);
  writeFileSync(join(other, 'chapter.tex'), 'all my work');
  await lab.open(path);
  const run = await compileAndRun(lab);
  await expect(run.getByRole('alert')).toContainText('holds something else than a project', patience);
  expect(readdirSync(other)).toEqual(['chapter.tex']);
});

test('a kernel that dies takes no run with it', async ({ lab }) => {
  test.setTimeout(150_000);
  await lab.open(
    writeNotebook(lab, 'slow.ipynb', [
      { source: 'first = 1', node: 'first' },
      { source: 'import time\ntime.sleep(12)', node: 'second' }
    ])
  );
  const run = await compileAndRun(lab);
  await expect(badgeAt(lab.page, 1)).toContainText('running', patience);
  const runs = join(lab.folder, 'slow_pipeline', 'runs');
  const [id = ''] = readdirSync(runs).filter(name => name !== 'latest');
  const { started_by } = JSON.parse(readFileSync(join(runs, id, 'request.json'), 'utf8')) as { readonly started_by: number };
  process.kill(started_by, 'SIGKILL');
  await expect(run.getByRole('alert')).toContainText('The kernel that attends to the pipeline has ended', patience);
  await expect(badgeAt(lab.page, 1)).toContainText('stopped');
  await lab.page.locator('.jp-Espalier-panel').getByRole('button', { name: 'Compile and run' }).click();
  await expect(run.getByRole('status')).toContainText('Done in', patience);
});

test('hostile words are only words, however many', async ({ lab }) => {
  test.setTimeout(150_000);
  const script = '<script>document.title="taken"</script><img src=x onerror=\'document.title="taken"\'>';
  mkdirSync(join(lab.folder, 'Größe & Maß'));
  const path = writeNotebook(lab, 'Größe & Maß/zwölf Käse.ipynb', [
    { source: `print("\\x1b[31mred\\x1b[0m", ${JSON.stringify(script)})\nloud = "x" * 5_000_000\nprint(loud, "end of the line")`, node: 'print' },
    { source: `from IPython.display import HTML\ndisplay(HTML(${JSON.stringify(script)}))\nlen(loud)`, node: 'show' },
    { source: `raise ValueError("\\x1b[1m" + ${JSON.stringify(script)} + loud[:3_000_000])`, node: 'fail' }
  ]);
  await lab.open(path);
  const run = await compileAndRun(lab);
  await expect(run.getByRole('status')).toContainText('Failed', patience);
  const failure = run.locator('.jp-Espalier-obstacle');
  await expect(failure).toContainText('<script>');
  await expect(failure).not.toContainText('\u001b');
  await run.getByRole('button', { name: 'print' }).click();
  await expect(run.locator('.jp-Espalier-log')).toContainText('end of the line');
  await run.getByRole('button', { name: 'show' }).click();
  await expect(run.locator('.jp-Espalier-display').first()).toBeVisible();
  expect(await lab.page.title()).not.toBe('taken');
});
