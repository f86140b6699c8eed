import { expect, test } from './support/test.js';
import { badgeAt, cellAt, documentIn, nodesIn, selectCell, writeNotebook } from './support/notebook.js';

const cells = [{ source: 'df = [3, 1, 2]' }, { source: 'ordered = sorted(df)\nlargest = ordered[-1]' }, { source: 'print(largest)' }];

test.beforeEach(async ({ lab }) => {
  await lab.open(writeNotebook(lab, 'small.ipynb', cells));
});

test('cells are tagged by key, and it can be undone', { tag: '@everywhere' }, async ({ lab: { page, tag } }) => {
  await selectCell(page, 0);
  await page.keyboard.press('Alt+P');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('load');
  await page.keyboard.press('Enter');
  await expect(badgeAt(page, 0)).toContainText('load');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+P');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('sort');
  await page.keyboard.press('Enter');
  await expect(badgeAt(page, 1)).toContainText('sort');
  await tag(2, 'show');
  await expect(badgeAt(page, 1)).toContainText('df → largest');
  expect(await nodesIn(page)).toEqual(['load', 'sort', 'show']);

  await selectCell(page, 0);
  await page.keyboard.press('z');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', '']);
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'show']);
  await expect(badgeAt(page, 2)).toContainText('show');
});

test('several cells become one node, and nothing is saved', async ({ lab }) => {
  const { page } = lab;
  await selectCell(page, 0);
  await selectCell(page, 1, ['Shift']);
  await lab.execute('espalier:tag-cells', { node: 'prepare' });
  expect(await nodesIn(page)).toEqual(['prepare', 'prepare', '']);
  await expect(page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab.jp-mod-dirty')).toHaveCount(1);
  const saved = await page.context().request.get(`${lab.url}/api/contents/${lab.name}/small.ipynb`);
  expect(JSON.stringify(await saved.json())).not.toContain('prepare');
});

test('tags survive splitting, merging, moving, copying and changes of type', async ({ lab }) => {
  const { page } = lab;
  await lab.tag(0, 'load');
  await lab.tag(1, 'sort');
  await lab.tag(2, 'show');

  await cellAt(page, 1).locator('.cm-line').nth(1).click();
  await page.keyboard.press('Home');
  await lab.execute('notebook:split-cell-at-cursor');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'sort', 'show']);
  await expect(badgeAt(page, 2)).toContainText('sort');

  await selectCell(page, 1);
  await lab.execute('notebook:merge-cell-below');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'show']);

  await selectCell(page, 2);
  await lab.execute('notebook:move-cell-up');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'show', 'sort']);
  await expect(badgeAt(page, 1)).toContainText('show');
  await expect(badgeAt(page, 2)).toContainText('sort');
  await selectCell(page, 1);
  await lab.execute('notebook:move-cell-down');

  await selectCell(page, 0);
  await lab.execute('notebook:copy-cell');
  await selectCell(page, 2);
  await lab.execute('notebook:paste-cell-below');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'show', 'load']);
  await expect(badgeAt(page, 3)).toContainText('load');

  await selectCell(page, 3);
  await lab.execute('notebook:change-cell-to-markdown');
  await lab.execute('notebook:change-cell-to-code');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'show', 'load']);
});

test('a merge of two nodes keeps the one of the active cell, and undo brings back both', async ({ lab }) => {
  const { page } = lab;
  await lab.tag(0, 'load');
  await lab.tag(1, 'sort');
  await selectCell(page, 0);
  await lab.execute('notebook:merge-cell-below');
  await expect.poll(() => nodesIn(page)).toEqual(['load', '']);
  await lab.execute('notebook:undo-cell-action');
  await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', '']);
});

test('names of nodes are text everywhere', async ({ lab }) => {
  const { page } = lab;
  await lab.tag(0, '<img src=x onerror="document.title=1">');
  await lab.execute('espalier:show-panel');
  await expect(badgeAt(page, 0)).toContainText('<img src=x');
  await expect(page.locator('.jp-Espalier-panel')).toContainText('<img src=x');
  expect(await page.title()).not.toBe('1');
  expect(JSON.stringify(await documentIn(page))).toContain('<img');
});
