import type { Page } from '@playwright/test';
import { badgeAt, cellAt, writeNotebook } from './support/notebook.js';
import { expect, test } from './support/test.js';

const size = 300;
const nodeOf = (index: number) => `step_${Math.floor(index / 5)}`;
const cells = Array.from({ length: size }, (_, index) => ({ source: `v${index} = ${index === 0 ? '1' : `v${index - 1} + 1`}`, node: nodeOf(index) }));

interface Shell {
  readonly currentWidget: { readonly content: { readonly scrollToItem: (index: number) => Promise<void> } };
}

/** Shows a cell; where cells come one after the other, once it is there. */
async function scrollTo(page: Page, index: number): Promise<void> {
  await expect(async () => {
    await page.evaluate(at => {
      const { shell } = window.jupyterapp as unknown as { shell: Shell };
      void shell.currentWidget.content.scrollToItem(at);
    }, index);
    await expect(cellAt(page, index)).toBeInViewport({ timeout: 2000 });
  }).toPass({ timeout: 180_000 });
}

/** What the badges say of the cells that are there, by the cells' place; cells without one are left out. */
const badges = (page: Page) =>
  page
    .locator('.jp-Notebook .jp-Cell:has(.jp-Espalier-badgeName)')
    .evaluateAll(found =>
      found.map(cell => [Number(cell.getAttribute('data-windowed-list-index')), cell.querySelector('.jp-Espalier-badgeName')?.textContent ?? ''] as const)
    );

/** Badges of cells that have just come into sight may still be without their text. */
const expectBadges = (page: Page, nameAt: (index: number) => string) =>
  expect.poll(async () => (await badges(page)).filter(([at, name]) => name !== nameAt(at))).toEqual([]);

for (const windowingMode of ['full', 'defer', 'contentVisibility', 'none']) {
  test(`badges are on their cells, whatever is on the screen: ${windowingMode}`, async ({ lab }) => {
    test.setTimeout(480_000); // JupyterLab adds cells when the machine has nothing else to do.
    const { page } = lab;
    await lab.set('@jupyterlab/notebook-extension:tracker', { windowingMode });
    await lab.open(writeNotebook(lab, 'large.ipynb', cells));
    for (const index of [0, size - 1, size / 2, 0]) {
      await scrollTo(page, index);
      await expect(badgeAt(page, index)).toContainText(nodeOf(index));
      await expectBadges(page, nodeOf);
    }

    await lab.execute('espalier:rename-node', { from: nodeOf(0), to: 'first' });
    await expect(badgeAt(page, 0)).toContainText('first');
    await lab.execute('notebook:delete-cell');
    await expect(cellAt(page, size - 1)).toHaveCount(0);
    await scrollTo(page, 100);
    await expect(badgeAt(page, 100)).toContainText(nodeOf(101));
    await expectBadges(page, at => (at < 4 ? 'first' : nodeOf(at + 1)));
  });
}
