import { join } from 'node:path';
import { root } from '../support/paths.js';
import { copyExample, expect, test } from '../support/test.js';

const picture = (name: string) => ({ path: join(root, 'docs', 'images', `${name}.png`) });

test('the nodes that a notebook declares', async ({ lab }) => {
  await lab.open(copyExample(lab, 'penguins'));
  await lab.choose('Show Pipeline');
  await expect(lab.page.locator('.jp-Espalier-nodes')).toContainText('load');
  await lab.page.screenshot(picture('nodes'));
});
