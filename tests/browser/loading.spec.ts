import { copyExample, expect, test } from './support/test.js';

test('the extension loads and shows the nodes of a notebook', { tag: '@everywhere' }, async ({ lab }) => {
  await lab.open(copyExample(lab, 'penguins'));
  await lab.choose('Show Pipeline Nodes');
  const dialog = lab.page.getByRole('dialog');
  await expect(dialog).toContainText('load (cells 5, 6)');
  await expect(dialog).toContainText('evaluate');
});
