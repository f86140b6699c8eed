import { expect, it } from 'vitest';
import { nodeSettings } from '../../converter/notebook/nodeSettings.js';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument } from '../support/notebook.js';

const tagged = (source: string, ...tags: readonly string[]) => ({ source, tags });

function read(cells: Parameters<typeof notebookDocument>[0], kale: object = {}) {
  const { cells: found, diagnostics, name } = readNotebook(notebookDocument(cells, { kubeflow_notebook: kale }), 'n');
  return {
    intents: found.map(({ intent }) => Object.fromEntries(Object.entries(intent).filter(([field]) => field !== 'directives'))),
    codes: diagnostics.map(({ code }) => code),
    name
  };
}

it('reads the whole vocabulary', () => {
  const { intents, codes } = read([
    tagged('import x', 'imports'),
    tagged('def f(): ...', 'functions'),
    tagged('lr = 1', 'pipeline-parameters'),
    tagged('%matplotlib inline', 'skip'),
    tagged('load()', 'block:load'),
    'more()',
    tagged(
      'fit()',
      'step:fit',
      'prev:load',
      'limit:nvidia.com/gpu:1',
      'limit:memory:4Gi',
      'image:a/b:1',
      'cache:disabled',
      'annotation:a/b:c:d',
      'label:team:x',
      'secret:s3:key:AWS_KEY',
      'report:enabled',
      'unknown:tag'
    ),
    tagged('print(auc)\n# a comment\nprint(loss)  # last', 'pipeline-metrics')
  ]);
  expect(codes).toEqual([]);
  expect(intents).toEqual([
    { role: 'setup' },
    { role: 'setup' },
    { role: 'parameters' },
    { role: 'skip' },
    { role: 'node', node: 'load' },
    {},
    {
      role: 'node',
      node: 'fit',
      after: ['load'],
      resources: { gpu: '1', memory: '4Gi' },
      image: 'a/b:1',
      cache: false,
      annotations: { 'a/b': 'c:d' },
      labels: { team: 'x' },
      secrets: ['AWS_KEY=s3/key']
    },
    { role: 'node', node: 'fit', metrics: ['auc', 'loss'] }
  ]);
});

it('takes name and defaults for all steps from the notebook', () => {
  const { intents, name } = read([tagged('a', 'step:a', 'cache:enabled'), tagged('b', 'step:b')], {
    pipeline_name: 'candies',
    docker_image: 'img:1',
    enable_caching: false,
    steps_defaults: ['limit:cpu:2']
  });
  expect(name).toBe('candies');
  expect(intents).toEqual([
    { role: 'node', node: 'a', cache: true, image: 'img:1', resources: { cpu: '2' } },
    { role: 'node', node: 'b', cache: false, image: 'img:1', resources: { cpu: '2' } }
  ]);
});

it("lets Kale's special tags win over step and prev, as Kale does", () => {
  expect(read([tagged('a', 'skip', 'step:a', 'prev:none')])).toMatchObject({ intents: [{ role: 'skip' }], codes: [] });
});

it('says what it cannot use', () => {
  expect(read([tagged('a', 'step:a', 'limit:disk:4', 'cache:maybe')]).codes).toEqual(['invalid-metadata', 'invalid-metadata']);
  expect(read([tagged('a', 'step:a', 'step:b')]).codes).toEqual(['conflicting-tags']);
  expect(read([tagged('a', 'step:a', 'prev:b')]).codes).toEqual(['unknown-node']);
});

it('ignores strange metadata', () => {
  expect(read([tagged('a', 'step:')], { steps_defaults: 7, pipeline_name: [], enable_caching: 'yes' })).toEqual({ intents: [{}], codes: [], name: 'n' });
});

it('adds up what the cells of one node say', () => {
  const { cells } = readNotebook(
    notebookDocument([
      tagged('a', 'step:a', 'limit:cpu:2', 'image:x'),
      '#| metrics: loss\nb',
      tagged('print(auc)', 'pipeline-metrics'),
      tagged('c', 'step:a', 'limit:cpu:4', 'limit:gpu:1', 'image:y')
    ]),
    'n'
  );
  expect(nodeSettings(cells.map(({ intent }) => intent))).toEqual({ resources: { cpu: '2', gpu: '1' }, image: 'x', metrics: ['loss', 'auc'] });
});
