import { violationsIn } from './support/axe.js';
import { untag, writeNotebook } from './support/notebook.js';
import { copyExample, expect, test } from './support/test.js';

const withProblems = [
  { source: 'import random\nrate = 3', node: 'load' },
  { source: 'x = rate + undefined_name', node: 'use' },
  { source: 'rate = 4', node: 'load' }
];

for (const theme of ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast']) {
  test(`nothing in the sidebar shuts anyone out: ${theme}`, async ({ lab }) => {
    const { page } = lab;
    await lab.set('@jupyterlab/apputils-extension:themes', { theme });
    const path = copyExample(lab, 'penguins');
    await lab.open(path);
    await lab.execute('espalier:show-panel');
    const panel = page.locator('.jp-Espalier-panel');
    await expect(panel.locator('.jp-Espalier-nodes')).toContainText('evaluate');
    expect.soft(await violationsIn(page)).toEqual([]);
    await panel.locator('.jp-Espalier-node').nth(1).click();
    await expect(panel.getByRole('heading', { name: 'Inspector' })).toBeVisible();
    expect.soft(await violationsIn(page)).toEqual([]);

    await lab.execute('docmanager:open', { path: writeNotebook(lab, 'problems.ipynb', withProblems) });
    await expect(panel.locator('.jp-Espalier-problems li').first()).toBeVisible();
    expect.soft(await violationsIn(page)).toEqual([]);

    const untagged = copyExample(lab, 'kale-titanic');
    untag(lab, untagged);
    await lab.execute('docmanager:open', { path: untagged });
    await panel.getByRole('button', { name: 'Suggest nodes' }).click();
    await expect(panel.getByRole('region', { name: 'Suggested nodes' })).toBeVisible();
    expect.soft(await violationsIn(page)).toEqual([]);
  });
}
