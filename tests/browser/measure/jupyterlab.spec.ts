import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test, type Browser, type Page } from '@playwright/test';
import { Lab } from '../support/lab.js';
import { cellAt, writeNotebook } from '../support/notebook.js';
import { startServer, type Server } from '../support/server.js';

/** Milliseconds, one for each time. */
interface Figures {
  readonly start: number[];
  readonly cells: number[];
  readonly key: number[];
}

const output = process.env['FIGURES'] ?? '';
const rounds = 5;
const keys = 25;
const names = ['load', 'clean', 'train'];
const small = names.map((node, index) => ({ source: `v${index} = ${index}`, node }));
const large = Array.from({ length: 300 }, (_, index) => ({ source: `v${index} = ${index === 0 ? '1' : `v${index - 1} + 1`}`, node: `step_${index % 60}` }));

const both = ['without', 'with'] as const;

test('JupyterLab with the extension and without', async ({ browser }) => {
  const servers = { without: await startServer('lab', ['espalier']), with: await startServer('lab') };
  const figures = { without: newFigures(), with: newFigures() };
  try {
    for (const name of both) await measure(browser, servers[name]);
    // By turns: what else the machine does meanwhile must not favour one of them.
    for (let round = 0; round < rounds; round++) {
      for (const name of both) {
        const found = await measure(browser, servers[name]);
        for (const key of ['start', 'cells', 'key'] as const) figures[name][key].push(found[key]);
      }
    }
  } finally {
    await Promise.all(both.map(name => servers[name].close()));
  }
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, JSON.stringify(figures));
});

const newFigures = (): Figures => ({ start: [], cells: [], key: [] });

async function measure(browser: Browser, server: Server) {
  const page = await browser.newPage();
  const lab = new Lab(page, server.url, server.folder, '');
  const path = (name: string, cells: typeof small) => writeNotebook(lab, name, cells).slice(1);
  await page.goto(`${server.url}/lab/tree/${path('small.ipynb', small)}?reset`);
  await page.waitForFunction(() => 'jupyterapp' in window);
  const start = await page.evaluate(() => window.jupyterapp.restored.then(() => performance.now()));
  await cellAt(page, 0).waitFor();
  const cells = await page.evaluate(() => performance.now());
  await lab.open(path('large.ipynb', large));
  const key = await typing(page);
  await lab.tidyUp();
  await page.close();
  return { start, cells, key };
}

/** What a key costs on the main thread, all that follows from it included. */
async function typing(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  await cellAt(page, 0).locator('.cm-line').click();
  await page.keyboard.press('End');
  await page.keyboard.type('  # ', { delay: 100 });
  await page.waitForTimeout(2000);
  const before = await busy();
  await page.keyboard.type('x'.repeat(keys), { delay: 150 });
  await page.waitForTimeout(2000);
  return (1000 * ((await busy()) - before)) / keys;
}
