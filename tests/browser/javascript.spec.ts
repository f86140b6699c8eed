import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgeAt } from './support/notebook.js';
import { copyExample, expect, test } from './support/test.js';

const patience = { timeout: 90_000 };

test('a TypeScript notebook is compiled to an npm project and run with its own Deno', async ({ lab }) => {
  test.setTimeout(150_000);
  const { page } = lab;
  await lab.open(copyExample(lab, 'earthquakes'));
  await lab.choose('Show Pipeline');
  const panel = page.locator('.jp-Espalier-panel');
  await panel.getByRole('button', { name: 'Compile and run' }).click();
  const run = panel.getByRole('region', { name: 'Run', exact: true });
  await expect(run.getByRole('status')).toContainText('Done in', patience);
  await expect(run.locator('.jp-Espalier-results > li')).toHaveCount(6);
  await expect(badgeAt(page, 4)).toContainText('done');

  await run.getByRole('button', { name: 'draw' }).click();
  const figure = run.locator('.jp-Espalier-display img');
  await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480);
  await run.getByRole('button', { name: 'load' }).click();
  await expect(run.locator('.jp-Espalier-log')).toContainText('earthquakes, 20');

  const project = join(lab.folder, 'earthquakes', 'notebook_pipeline');
  const record = JSON.parse(readFileSync(join(project, 'runs', 'latest', 'run.manifest.json'), 'utf8')) as {
    readonly engine: object;
    readonly nodes: object[];
  };
  expect(record.engine).toMatchObject({ name: 'npm' });
  expect(record.nodes).toHaveLength(6);
  for (const name of ['package.json', 'src/nodes.ts', 'workspace/report.html']) expect(existsSync(join(project, name)), name).toBe(true);
  expect(existsSync(join(project, 'requirements.lock'))).toBe(false);

  await panel.getByRole('button', { name: 'Compile and run' }).click();
  await expect(run.getByRole('status')).toContainText('6 unchanged', patience);
});
