import { Lab } from './support/lab.js';
import { badgeAt, nodesIn, writeNotebook } from './support/notebook.js';
import { expect, test } from './support/test.js';

test('two people tag cells of one notebook, and each takes back what is their own', async ({ lab, browser }) => {
  const notebook = writeNotebook(lab, 'small.ipynb', [{ source: 'df = [3, 1, 2]' }, { source: 'ordered = sorted(df)' }, { source: 'print(ordered[-1])' }]);
  const context = await browser.newContext();
  const other = new Lab(await context.newPage(), lab.url, lab.folder, lab.name);
  await Promise.all([lab.open(notebook), other.open(notebook)]);
  const both = [lab, other];

  await lab.tag(0, 'load');
  for (const { page } of both) await expect(badgeAt(page, 0)).toContainText('load');
  await Promise.all([lab.tag(1, 'sort'), other.tag(2, 'show')]);
  for (const { page } of both) {
    await expect.poll(() => nodesIn(page)).toEqual(['load', 'sort', 'show']);
    await expect(badgeAt(page, 1)).toContainText('sort');
    await expect(badgeAt(page, 2)).toContainText('show');
  }

  await other.execute('espalier:rename-node', { from: 'load', to: 'fetch' });
  for (const { page } of both) await expect(badgeAt(page, 0)).toContainText('fetch');
  await lab.execute('notebook:undo-cell-action');
  for (const { page } of both) await expect.poll(() => nodesIn(page)).toEqual(['fetch', '', 'show']);
  await other.execute('notebook:undo-cell-action');
  for (const { page } of both) {
    await expect.poll(() => nodesIn(page)).toEqual(['load', '', 'show']);
    await expect(badgeAt(page, 0)).toContainText('load');
  }
  expect(other.complaints).toEqual([]);
  await context.close();
});
