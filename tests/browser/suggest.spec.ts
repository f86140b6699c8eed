import { badgeAt, nodesIn, untag } from './support/notebook.js';
import { copyExample, expect, test } from './support/test.js';

test('nodes are suggested, looked at, and accepted but for one', { tag: '@everywhere' }, async ({ lab }) => {
  const { page } = lab;
  const path = copyExample(lab, 'penguins');
  untag(lab, path);
  await lab.open(path);
  await lab.choose('Show Pipeline');
  const panel = page.locator('.jp-Espalier-panel');
  await panel.getByRole('button', { name: 'Suggest nodes' }).click();
  const suggested = panel.getByRole('region', { name: 'Suggested nodes' });
  await expect(suggested.getByRole('checkbox').first()).toBeVisible();
  await expect(page.locator('.jp-Espalier-badge[data-proposed]').first()).toBeVisible();
  expect(new Set(await nodesIn(page))).toEqual(new Set(['']));

  const names = await suggested.getByRole('checkbox').evaluateAll(boxes => boxes.map(box => box.parentElement?.textContent ?? ''));
  expect(names.length).toBeGreaterThan(2);
  const refused = names.at(-1) ?? '';
  await suggested.getByRole('checkbox', { name: refused }).uncheck();
  await suggested.getByRole('button', { name: `Accept ${names.length - 1}` }).click();
  await expect(suggested).toBeHidden();
  await expect.poll(async () => [...new Set(await nodesIn(page))].filter(name => !['', 'setup', 'parameters'].includes(name))).toEqual(names.slice(0, -1));
  await expect(panel.locator('.jp-Espalier-nodes')).toContainText(names[0] ?? '');
  await expect(page.locator('.jp-Espalier-badge[data-proposed]')).toHaveCount(0);

  await lab.execute('notebook:undo-cell-action');
  await expect.poll(async () => new Set(await nodesIn(page))).toEqual(new Set(['']));
  await expect(badgeAt(page, 1)).toHaveCount(0);
});
