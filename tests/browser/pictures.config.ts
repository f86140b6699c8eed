import { defineConfig } from '@playwright/test';
import config from './playwright.config.js';
import type { Options } from './support/test.js';

/** The pictures of the documentation: JupyterLab as it is now, twice as sharp. */
export default defineConfig<object, Options>({
  ...config,
  testDir: './pictures',
  reporter: 'list',
  workers: 1,
  use: { ...config.use, deviceScaleFactor: 2 },
  projects: [{ name: 'pictures', use: { environment: 'lab' } }]
});
