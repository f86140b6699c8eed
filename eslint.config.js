import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist', 'lib', 'node_modules', '.cache', 'examples', 'tests/golden', 'python', '**/*.d.ts']
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Tables of syntax are full of entries that do nothing, and of entries that hand on.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // Source text holds control characters; they are looked for on purpose.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 300, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 4]
    }
  },
  {
    files: ['converter/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'ClassDeclaration, ClassExpression', message: 'Functions and plain data only.' }] }
  },
  {
    // One literal: engines are slow with objects of so many fields that are made of others.
    files: ['converter/analysis/machine.ts'],
    rules: { 'max-lines-per-function': ['error', 70] }
  },
  {
    // Maps and sets that are listened to have to be maps and sets.
    files: ['converter/analysis/traced.ts'],
    rules: { 'no-restricted-syntax': 'off' }
  },
  {
    // The parser's enums exist only as types; the numbers are in a table of ours.
    files: ['converter/languages/python/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' }
  },
  {
    // Every rule of the abstract machine takes the machine first.
    files: ['converter/analysis/**/*.ts'],
    rules: { 'max-params': ['error', 6] }
  },
  // Signals are handed a method and the object to call it on.
  { files: ['extension/**/*.ts', 'extension/**/*.tsx'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['tests/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    // It runs in projects, with Node or with Deno.
    files: ['converter/targets/javascript/runtime/*'],
    languageOptions: {
      globals: Object.fromEntries(
        ['Buffer', 'Deno', 'SharedArrayBuffer', 'clearTimeout', 'exports', 'module', 'process', 'queueMicrotask', 'structuredClone'].map(name => [
          name,
          'readonly'
        ])
      )
    }
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: { URL: 'readonly', console: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } } }
);
