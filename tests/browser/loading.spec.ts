import { copyExample, expect, test } from './support/test.js';

test('the extension loads and shows the nodes of a notebook', { tag: '@everywhere' }, async ({ lab }) => {
  await lab.open(copyExample(lab, 'penguins'));
  await lab.choose('Show Pipeline');
  const nodes = lab.page.locator('.jp-Espalier-panel .jp-Espalier-nodes');
  await expect(nodes).toContainText('load');
  await expect(nodes).toContainText('evaluate');
});
