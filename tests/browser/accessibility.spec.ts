import { AxeBuilder } from '@axe-core/playwright';
import { copyExample, expect, test } from './support/test.js';

test('the sidebar has nothing that shuts anyone out', async ({ lab }) => {
  await lab.open(copyExample(lab, 'penguins'));
  await lab.choose('Show Pipeline');
  await expect(lab.page.locator('.jp-Espalier-nodes')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: lab.page }).include('.jp-Espalier-panel').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
