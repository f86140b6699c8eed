import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What of ours shuts someone out: rule and elements. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('.jp-Espalier-panel').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join('\n')}`);
}
