import { readFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { Lab } from './support/lab.js';
import { startLite } from './support/lite.js';
import { badgeAt } from './support/notebook.js';
import { expect } from './support/test.js';
import type { Server } from './support/server.js';

const test = base.extend<{ lab: Lab }, { site: Server }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the parameter what a fixture wants.
    async ({}, use) => {
      const site = await startLite();
      await use(site);
      await site.close();
    },
    { scope: 'worker', timeout: 120_000 }
  ],
  lab: async ({ page, site }, use) => {
    const lab = new Lab(page, site.url, site.folder, '');
    await use(lab);
    expect(lab.complaints).toEqual([]);
  }
});

test('in JupyterLite cells are tagged and the pipeline is shown', async ({ lab }) => {
  const { page } = lab;
  await page.goto(`${lab.url}/lab/index.html?path=penguins/notebook.ipynb`);
  await lab.ready();
  await expect(badgeAt(page, 4)).toContainText('load');
  await lab.execute('espalier:show-panel');
  const panel = page.locator('.jp-Espalier-panel');
  await expect(panel.locator('.jp-Espalier-nodes')).toContainText('evaluate');
  await expect(panel).toContainText('JupyterLite cannot run Kedro');
  const waiting = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Download project' }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe('notebook_pipeline.zip');
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString()
  ).toBe('PK');
  await lab.tag(4, 'fetch');
  await expect(badgeAt(page, 4)).toContainText('fetch');
  await expect(panel.locator('.jp-Espalier-nodes')).toContainText('fetch');
});
