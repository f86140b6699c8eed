// `npm run mutation -- --mutate converter/plan/join.ts` (or `join.ts:10-60`): does a test fail for each small change of the
// code that decides what nodes get? Results of files that did not change are kept between runs.
export default {
  mutate: ['converter/graph/**/*.ts', 'converter/plan/**/*.ts', 'converter/analysis/**/*.ts'],
  mutator: {
    // Texts: sentences are kept by the pages in tests/diagnostics, and words that steer are types of the compiler.
    excludedMutations: ['StringLiteral']
  },
  // Tables that are made when a module is loaded would need a new process for each mutant.
  ignoreStatic: true,
  testRunner: 'warm',
  plugins: ['./tests/mutation/runner.mjs'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 5000,
  disableTypeChecks: false,
  ignorePatterns: [
    '/.cache',
    '/bench',
    '/dist',
    '/docs',
    '/extension',
    '/lib',
    '/python',
    '/schema',
    '/style',
    '/tests/{browser,cli,extension,install,kernel,runtime}'
  ],
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/mutation/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' }
};
