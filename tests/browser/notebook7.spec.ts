import { badgeAt } from './support/notebook.js';
import { copyExample, expect, test } from './support/test.js';

test('in Notebook 7 cells are tagged and the pipeline is shown', { tag: '@everywhere' }, async ({ lab }) => {
  const { page } = lab;
  await page.goto(`${lab.url}/notebooks/${copyExample(lab, 'penguins')}`);
  await lab.ready();
  await expect(badgeAt(page, 4)).toContainText('load');
  await lab.execute('espalier:show-panel');
  const panel = page.locator('.jp-Espalier-panel');
  await expect(panel.locator('.jp-Espalier-nodes')).toContainText('evaluate');
  await expect(panel.getByRole('status')).toContainText('nodes');
  await lab.tag(4, 'fetch');
  await expect(badgeAt(page, 4)).toContainText('fetch');
  await expect(panel.locator('.jp-Espalier-nodes')).toContainText('fetch');
});
