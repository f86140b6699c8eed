import { defineConfig } from '@playwright/test';
import type { Options } from './support/test.js';

const root = new URL('../../', import.meta.url).pathname;

/** Tests marked `@everywhere` run in the oldest JupyterLab as well. */
export default defineConfig<object, Options>({
  testDir: '.',
  outputDir: `${root}.cache/browser/results`,
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['junit', { outputFile: `${root}.cache/playwright.xml` }]],
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
    }
  },
  projects: [
    { name: 'lab', testIgnore: ['collaboration.spec.ts', 'lite.spec.ts', 'newcomer.spec.ts', 'pictures/**', 'measure/**'], use: { environment: 'lab' } },
    { name: 'oldest', grep: /@everywhere/, testIgnore: ['pictures/**', 'measure/**'], use: { environment: 'oldest' } },
    { name: 'newcomer', testMatch: 'newcomer.spec.ts', use: { environment: 'newcomer' } },
    { name: 'collaboration', testMatch: 'collaboration.spec.ts', use: { environment: 'collaboration' } },
    { name: 'lite', testMatch: 'lite.spec.ts', use: { environment: 'lite' } }
  ]
});
