import { defineConfig } from '@playwright/test';
import config from './playwright.config.js';
import type { Options } from './support/test.js';

/** The pictures of the documentation: JupyterLab as it is now, twice as sharp. */
export default defineConfig<object, Options>({
  ...config,
  reporter: 'list',
  workers: 1,
  use: { ...config.use, deviceScaleFactor: 2, takesPictures: true },
  projects: [
    { name: 'pictures', testMatch: 'pictures/*.spec.ts', use: { environment: 'lab' } },
    { name: 'newcomer', testMatch: 'newcomer.spec.ts', use: { environment: 'newcomer' } }
  ]
});
