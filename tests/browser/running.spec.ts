import { copyExample, expect, test } from './support/test.js';

test('a notebook is compiled and run, and shows what its nodes left', { tag: '@everywhere' }, async ({ lab }) => {
  const { page } = lab;
  await lab.open(copyExample(lab, 'penguins'));
  await lab.choose('Show Pipeline');
  const panel = page.locator('.jp-Espalier-panel');
  await panel.getByRole('button', { name: 'Compile and run' }).click();
  const run = panel.getByRole('region', { name: 'Run' });
  await expect(run.getByRole('status')).toContainText('Done in', { timeout: 40_000 });
  await expect(run.locator('.jp-Espalier-results > li')).toHaveCount(5);
  await expect(page.locator('.jp-Espalier-badge').filter({ hasText: 'done' })).toHaveCount(5);
});
