import { copyExample, expect, test } from '../support/test.js';

for (const theme of ['Light', 'Dark']) {
  test(`a notebook and its pipeline: ${theme}`, async ({ lab, picture }) => {
    await lab.set('@jupyterlab/apputils-extension:themes', { theme: `JupyterLab ${theme}` });
    await lab.open(copyExample(lab, 'penguins'));
    await lab.execute('espalier:show-panel');
    await expect(lab.page.locator('.jp-Espalier-nodes')).toContainText('evaluate');
    await picture(`sidebar-${theme.toLowerCase()}`);
  });
}
