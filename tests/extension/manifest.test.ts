// @vitest-environment jsdom
import './setup.js';
import { MimeModel } from '@jupyterlab/rendermime';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { describe, expect, it } from 'vitest';
import { convert } from '../../converter/index.js';
import { readManifest } from '../../extension/manifest/read.js';
import { ManifestWidget, type ViewerContext } from '../../extension/manifest/widget.js';
import { startAnswering } from '../../extension/worker/answer.js';
import type { Ask } from '../../extension/worker/protocol.js';
import { until } from './notebooks.js';

const trans = nullTranslator.load('');
const mime = 'application/vnd.espalier.manifest+json';

const run = (nodes: unknown, more: object = {}) => ({
  version: 1,
  run_id: '20260102T030405-abcdef',
  status: 'failed',
  started: '2026-01-02T03:04:05Z',
  ended: '2026-01-02T03:04:07Z',
  engine: { name: 'kedro', version: '1.0' },
  command: 'espalier run a.ipynb',
  parameters: { k: 5 },
  environment: { python: '3.12', packages: { pandas: '3.0.1' } },
  nodes,
  ...more
});

const load = {
  name: 'load',
  status: 'succeeded',
  cached: false,
  ms: 1500,
  inputs: [],
  outputs: [{ dataset: 'df', type: 'pandas.DataFrame', shape: [344, 7], bytes: 18_000 }],
  metrics: {}
};
const fit = {
  name: 'fit',
  status: 'failed',
  inputs: [{ dataset: 'df' }],
  outputs: [],
  metrics: { accuracy: 0.97 },
  error: { type: 'ValueError', message: '<img src=x onerror=alert(1)>' }
};

describe('the record of a run', () => {
  it('has nodes with state, time, and what they take and give', () => {
    const view = readManifest(run([load, fit]), trans);
    const df = { name: 'df', type: 'pandas.DataFrame', shape: '344 × 7', bytes: 18_000 };
    expect(view?.nodes).toMatchObject([
      { name: 'load', run: { status: 'done', duration: 1500 }, gives: [df] },
      { name: 'fit', run: { status: 'failed' }, takes: [df], metrics: [{ name: 'accuracy', value: '0.97' }] }
    ]);
    expect(view?.arrows).toEqual([{ from: 'load', to: 'fit', names: ['df'], isOrder: false }]);
    expect(view?.facts.map(({ value }) => value)).toContain('2.0 s');
    expect(view?.environment).toContainEqual({ name: 'pandas', value: '3.0.1' });
    expect(view?.problems).toEqual([{ code: 'fit', severity: 'error', message: 'ValueError: <img src=x onerror=alert(1)>' }]);
  });
});

describe('the manifest of a pipeline', () => {
  it('has all nodes, and arrows between them', () => {
    const cell = (source: string, node: string) => ({
      id: node,
      cell_type: 'code',
      source,
      metadata: { espalier: { node } },
      outputs: [],
      execution_count: null
    });
    const cells = [cell('import pandas as pd\nrows = pd.DataFrame({"a": [1]})', 'load'), cell('total = rows.a.sum()', 'add_up'), cell('print(total)', 'tell')];
    const metadata = { kernelspec: { name: 'python3' }, language_info: { name: 'python' } };
    const manifest = convert({ nbformat: 4, nbformat_minor: 5, metadata, cells }, { name: 'sums' }).project?.manifest;
    const view = readManifest(JSON.parse(JSON.stringify(manifest)), trans);
    expect(view?.title).toBe('sums');
    expect(view?.nodes).toMatchObject([
      { name: 'load', cells: [1], gives: [{ name: 'rows', type: 'pandas.DataFrame' }] },
      { name: 'add_up', cells: [2], takes: [{ name: 'rows' }] },
      { name: 'tell', cells: [3] }
    ]);
    expect(view?.arrows.map(({ from, to, names }) => [from, to, names])).toEqual([
      ['load', 'add_up', ['rows']],
      ['add_up', 'tell', ['total']]
    ]);
    expect(view?.environment.map(({ name }) => name)).toEqual(['pandas']);
  });
});

describe('JSON of any shape', () => {
  const shapes = [null, 5, 'text', [], {}, { nodes: 5 }, { nodes: [] }, { nodes: [], edges: [] }];
  it.each(shapes.map(shape => [JSON.stringify(shape), shape]))('%s is no manifest', (_, shape) => {
    expect(readManifest(shape, trans)).toBeUndefined();
  });

  it('that is nearly a manifest is shown as far as it goes', () => {
    const odd = [
      null,
      7,
      { name: 5 },
      { name: 'a', status: 'constructor', inputs: 'x', outputs: [{ dataset: {}, shape: ['<b>', null] }], metrics: [1] },
      load,
      load
    ];
    const view = readManifest(run(odd, { environment: [], parameters: null, engine: 'x', status: {}, started: 'never' }), trans);
    expect(view?.nodes.map(({ name }) => name)).toEqual(['5', 'a', 'load']);
    expect(view?.status).toBeUndefined();
    const pipeline = {
      notebook: {},
      nodes: [{ name: 'a', rung: '<b>', cells: [{ index: 'x' }] }],
      edges: [{ from: 'a', to: 'nowhere' }, { from: 'a', to: 'a' }, 3]
    };
    expect(readManifest(pipeline, trans)).toMatchObject({ nodes: [{ kind: 'function', cells: [] }], arrows: [] });
  });

  it('with texts of 5 MB gives short ones', () => {
    const view = readManifest(run([{ name: 'n'.repeat(5_000_000), status: 'queued' }]), trans);
    expect(view?.nodes[0]?.name.length).toBeLessThan(500);
  });
});

describe('the widget', () => {
  const answer = startAnswering();
  const ask: Ask = (question, asked) => Promise.resolve().then(() => answer(question, asked));
  const shown = async (data: unknown) => {
    const widget = new ManifestWidget({ ask, trans, app: {} } as unknown as ViewerContext, mime);
    Widget.attach(widget, document.body);
    await widget.renderModel(new MimeModel({ data: { [mime]: data as never } }));
    return widget;
  };

  it('draws graph and tables; text stays text', async () => {
    const widget = await shown(JSON.stringify(run([load, fit])));
    await until(() => widget.node.querySelectorAll('[data-box]').length === 2);
    expect(widget.node.querySelector('img')).toBeNull();
    expect(widget.node.textContent).toContain('<img src=x onerror=alert(1)>');
    expect([...widget.node.querySelectorAll('tbody th')].map(cell => cell.textContent)).toEqual(['load', 'fit', 'k', 'Python', 'pandas']);
    widget.dispose();
  });

  it('says so where a file is torn', async () => {
    const widget = await shown('{"nodes": [');
    await until(() => widget.node.textContent.includes('no manifest'));
    widget.dispose();
  });
});
