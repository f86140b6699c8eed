import { defineConfig } from '@playwright/test';
import config from './playwright.config.js';

/** Figures for `npm run bench -- jupyterlab`, which prints them: nothing else runs meanwhile. */
export default defineConfig({
  ...config,
  testDir: './measure',
  outputDir: '../../.cache/browser/measure',
  reporter: 'dot',
  workers: 1,
  timeout: 600_000,
  use: { ...config.use, trace: 'off', screenshot: 'off' },
  projects: [{ name: 'measure' }]
});
