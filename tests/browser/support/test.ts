import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { Lab } from './lab.js';
import { root } from './paths.js';
import { startServer, type Server } from './server.js';

export interface Options {
  /** Which JupyterLab: the name of its list in `tests/browser/environments/`. */
  readonly environment: string;
  /** Whether pictures are taken: `npm run screenshots`. */
  readonly takesPictures: boolean;
}

interface Fixtures {
  /** Takes the page's picture for the documentation, where pictures are taken. */
  readonly picture: (name: string) => Promise<void>;
  /** JupyterLab in a page of its own, in a folder of its own. */
  readonly lab: Lab;
}

interface WorkerFixtures extends Options {
  readonly server: Server;
}

/** Every test fails that leaves a word of ours in the console. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  environment: ['lab', { scope: 'worker', option: true }],
  takesPictures: [false, { scope: 'worker', option: true }],
  picture: async ({ page, takesPictures }, use) => {
    await use(async name => {
      if (takesPictures) await page.screenshot({ path: join(root, 'docs', 'images', `${name}.png`) });
    });
  },
  server: [
    async ({ environment }, use) => {
      const server = await startServer(environment);
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 }
  ],
  lab: async ({ page, server }, use) => {
    const folder = mkdtempSync(join(server.folder, 'test-'));
    const lab = new Lab(page, server.url, folder, basename(folder));
    await use(lab);
    await lab.tidyUp();
    expect(lab.complaints).toEqual([]);
  }
});

/** Copies an example into the test's folder; the path of its notebook, as JupyterLab has it. */
export function copyExample({ folder, name: parent }: Lab, example: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'examples', example), join(folder, example), { recursive: true });
  return `${parent}/${example}/notebook.ipynb`;
}

export { expect };
