import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cellAt, selectCell, writeNotebook } from './support/notebook.js';
import { expect, test } from './support/test.js';

const cells = [
  { source: 'import pandas as pd\nimport behind\nassert "jupyterlab_espalier" not in dir()', node: 'load' },
  { source: 'df = pd.DataFrame({"a": range(300)})', node: 'load' },
  { source: 'small = df[df.a < 10]', node: 'choose' },
  { source: 'behind.mend()', node: 'mend' }
];

/** What it does, no cell tells. */
const behind = 'import sys\n\n\ndef mend():\n    sys.modules["__main__"].df["b"] = 1\n';

async function run(page: Page, index: number): Promise<void> {
  await selectCell(page, index);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(cellAt(page, index).locator('.jp-InputPrompt')).toHaveText(/\[\d+\]/);
}

test('what the kernel saw is in the inspector and among the problems', { tag: '@everywhere' }, async ({ lab }) => {
  const { page } = lab;
  writeFileSync(join(lab.folder, 'behind.py'), behind);
  await lab.open(writeNotebook(lab, 'watched.ipynb', cells));
  await lab.execute('espalier:show-panel');
  const panel = page.locator('.jp-Espalier-panel');
  await lab.execute('espalier:watch-kernel');
  for (const index of [0, 1, 2]) await run(page, index);
  await panel.locator('.jp-Espalier-node').first().click();
  const values = panel.getByRole('region', { name: 'In the kernel' });
  await expect(values).toContainText('df pandas.DataFrame · 300 × 1');
  await expect(panel.locator('.jp-Espalier-problems')).not.toContainText('kernel-');

  await run(page, 3);
  await expect(panel.locator('.jp-Espalier-problems')).toContainText("The kernel saw cell 4 change 'df'; the plan does not know");
  await selectCell(page, 1);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel.locator('.jp-Espalier-problems')).toContainText("cell 2 made 'df' again after this cell ran");

  await page.reload();
  await lab.ready();
  await expect(panel.locator('.jp-Espalier-problems')).toContainText("cell 2 made 'df' again after this cell ran");
});

test('%load_ext is enough, and a new kernel knows nothing', async ({ lab }) => {
  const { page } = lab;
  await lab.open(
    writeNotebook(lab, 'loaded.ipynb', [
      { source: '%load_ext jupyterlab_espalier', node: 'a' },
      { source: 'numbers = [1, 2, 3]', node: 'b' },
      { source: 'sum(numbers)', node: 'c' }
    ])
  );
  await lab.execute('espalier:show-panel');
  await run(page, 0);
  await run(page, 1);
  const panel = page.locator('.jp-Espalier-panel');
  await panel.locator('.jp-Espalier-node', { hasText: /^b/ }).click();
  const values = panel.getByRole('region', { name: 'In the kernel' });
  await expect(values).toContainText('numbers list · 3 elements');
  await Promise.all([lab.execute('kernelmenu:restart'), page.getByRole('dialog').locator('.jp-mod-accept').click()]);
  await expect(values).toBeHidden();
});
