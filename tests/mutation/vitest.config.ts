import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** Only tests of the pure stages, which are quick enough to run for each of thousands of mutants. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['tests/cases/{python,javascript}.test.ts', 'tests/diagnostics/*.test.ts', 'tests/plan/*.test.ts'] }
});
