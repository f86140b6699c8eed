import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { metadataForm } from '../../converter/notebook/metadata.js';
import { checkNotebookMetadata } from '../../converter/notebook/settings.js';

const schema = (name: string) =>
  new Ajv2020().compile(JSON.parse(readFileSync(new URL(`../../schema/formats/${name}.schema.json`, import.meta.url), 'utf8')) as object);

/** Values that settings might be given, right or wrong. */
const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  1.5,
  1e9,
  '',
  ' ',
  'a',
  'a b',
  ' a ',
  'a\nb',
  'node',
  'setup',
  'parameters',
  'skip',
  'steps',
  '/etc',
  '..',
  '../data',
  'C:\\data',
  '\\x',
  'é',
  '名',
  [],
  ['a'],
  ['a', 'b'],
  ['a', 'a'],
  ['a', ' '],
  ['a b'],
  [''],
  [1],
  [['a']],
  [null],
  {},
  { a: 'b' },
  { a: 1 },
  { a: null },
  { cpu: '2' },
  { cpu: 2 },
  { cpu: 0 },
  { cpu: -1 },
  { cpu: '' },
  { memory: '4 Gi' },
  { gpu: '1', memory: '4Gi' },
  { disk: '1' },
  { cpu: true },
  { a: { b: [1, null] } }
];

describe('the checks say what the schemas say', () => {
  const cell = schema('cell');
  const keys = [
    'role',
    'node',
    'inputs',
    'outputs',
    'after',
    'metrics',
    'retries',
    'timeout',
    'resources',
    'image',
    'env',
    'secrets',
    'cache',
    'description',
    'labels',
    'annotations',
    'other',
    '__proto__',
    'constructor'
  ];
  it.each(keys)('cell: %s', key => {
    for (const value of values) {
      const metadata = Object.fromEntries([[key, value]]);
      expect([key, value, metadataForm(metadata, { cell: 'a' }).diagnostics.length === 0]).toEqual([key, value, cell(metadata)]);
    }
  });

  const notebook = schema('notebook');
  it.each(['version', 'name', 'target', 'targetOptions', 'root', 'other', 'toString'])('notebook: %s', key => {
    for (const value of values) {
      const metadata = Object.fromEntries([[key, value]]);
      expect([key, value, checkNotebookMetadata(metadata).diagnostics.length === 0]).toEqual([key, value, notebook(metadata)]);
    }
  });

  it('as a whole', () => {
    for (const value of values) {
      expect(metadataForm(value, { cell: 'a' }).diagnostics.length === 0).toBe(cell(value));
      expect(checkNotebookMetadata(value).diagnostics.length === 0).toBe(notebook(value));
    }
  });

  it('knows every setting of the schema', () => {
    const properties = (cell.schema as { properties: object }).properties;
    expect(Object.keys(properties).sort()).toEqual(keys.slice(0, 16).sort());
  });
});
