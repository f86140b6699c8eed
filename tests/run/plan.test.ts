import { describe, expect, it } from 'vitest';
import { planRun } from '../../converter/run/plan.js';
import type { RunNode, RunQuestion } from '../../converter/run/question.js';
import type { NodeRecord } from '../../converter/run/record.js';
import { blankNode } from '../../converter/run/record.js';

/** load → clean → {train, plot} → report; `load` writes `raw.csv`, `clean` changes it in place, `plot` reads it. */
const node = (name: string, inputs: readonly string[], more: Partial<RunNode> = {}): RunNode => ({
  name,
  code: [name],
  inputs,
  outputs: [`${name}_out`],
  parameters: {},
  needs: inputs.filter(input => input.endsWith('_out')).map(input => input.slice(0, -4)),
  reads: [],
  writes: [],
  files: {},
  cache: true,
  ...more
});
const nodes = [
  node('load', ['table']),
  node('clean', ['load_out']),
  node('train', ['clean_out'], { parameters: { C: 1 } }),
  node('plot', ['clean_out']),
  node('report', ['train_out', 'plot_out'])
];

const question = (more: Partial<RunQuestion> = {}): RunQuestion => ({
  nodes,
  selection: {},
  versions: { pandas: '3.1' },
  history: new Map(),
  failed: new Set(),
  digest: () => 'd1',
  fault: () => undefined,
  left: new Map(),
  present: () => undefined,
  kept: () => false,
  ...more
});

/** The history after everything in the question has run. */
function afterRun(asked: RunQuestion): ReadonlyMap<string, NodeRecord> {
  const prints = new Map(planRun(asked).nodes.map(({ name, fingerprint }) => [name, fingerprint]));
  return new Map(
    asked.nodes.map(({ name, inputs, outputs }) => [
      name,
      {
        ...blankNode(name),
        status: 'succeeded' as const,
        fingerprint: prints.get(name) ?? '',
        inputs: inputs.map(dataset => ({ dataset, sha256: `${dataset}1` })),
        outputs: outputs.map(dataset => ({ dataset, path: dataset, sha256: `${dataset}1` }))
      }
    ])
  );
}

const ran = (asked: RunQuestion) =>
  planRun(asked)
    .nodes.filter(({ action }) => action === 'run')
    .map(({ name }) => name);
const history = afterRun(question());
const changed = (name: string, more: Partial<RunNode>) => nodes.map(one => (one.name === name ? { ...one, ...more } : one));

describe('what runs', () => {
  it('is everything the first time', () => expect(ran(question())).toEqual(['load', 'clean', 'train', 'plot', 'report']));
  it('is nothing where nothing changed', () => expect(ran(question({ history }))).toEqual([]));
  it('follows from changed code', () => expect(ran(question({ history, nodes: changed('train', { code: ['new'] }) }))).toEqual(['train', 'report']));
  it('follows from a changed parameter', () =>
    expect(ran(question({ history, nodes: changed('train', { parameters: { C: 2 } }) }))).toEqual(['train', 'report']));
  it('follows from a changed input file', () => expect(ran(question({ history, digest: () => 'd2' }))).toEqual(['load', 'clean', 'train', 'plot', 'report']));
  it('follows from other versions', () => expect(ran(question({ history, versions: { pandas: '3.2' } })).length).toBe(5));
  it('follows from a lost output', () =>
    expect(ran(question({ history, fault: ({ dataset }) => (dataset === 'plot_out' ? 'is missing' : undefined) }))).toEqual(['plot', 'report']));
  it('takes up a failed run where it failed', () =>
    expect(ran(question({ history: new Map([...history].filter(([name]) => name !== 'train' && name !== 'report')), failed: new Set(['train']) }))).toEqual([
      'train',
      'report'
    ]));
  it('includes what its author does not want cached', () =>
    expect(ran(question({ history, nodes: changed('plot', { cache: false }) }))).toEqual(['plot', 'report']));
  it('includes what cannot be compared', () => expect(ran(question({ history, digest: () => undefined })).length).toBe(5));

  it('includes consumers of a value that was made again on its own', () => {
    const again = new Map(history);
    const clean = history.get('clean');
    if (clean) again.set('clean', { ...clean, outputs: [{ dataset: 'clean_out', path: 'x', sha256: 'other' }] });
    expect(ran(question({ history: again }))).toEqual(['train', 'plot', 'report']);
  });

  it('says why', () => {
    const plan = planRun(question({ history, nodes: changed('train', { parameters: { C: 2 } }) }));
    expect(plan.nodes.map(({ name, reasons }) => [name, ...reasons])).toEqual([
      ['load'],
      ['clean'],
      ['train', 'a parameter changed'],
      ['plot'],
      ['report', 'an input changed', "'train' runs before it"]
    ]);
  });
});

describe('selections', () => {
  it('--from runs a node and what follows', () => expect(ran(question({ history, selection: { from: ['plot'] } }))).toEqual(['plot', 'report']));
  it('--from also runs what is out of date before', () =>
    expect(ran(question({ history, selection: { from: ['plot'] }, nodes: changed('load', { code: ['new'] }) })).length).toBe(5));
  it('--to leaves out what comes later', () => expect(ran(question({ selection: { to: ['train'] } }))).toEqual(['load', 'clean', 'train']));
  it('--only runs one node', () => expect(ran(question({ history, selection: { only: ['clean'] } }))).toEqual(['clean']));
  it('--fresh runs all', () => expect(ran(question({ history, selection: { fresh: true } })).length).toBe(5));
  it('--only refuses stale inputs', () => {
    const plan = planRun(question({ history, selection: { only: ['train'] }, nodes: changed('clean', { code: ['new'] }) }));
    expect(plan.stale).toEqual([{ node: 'clean', neededBy: 'train', reason: 'code changed' }]);
  });
  it('--only refuses inputs that never were made', () =>
    expect(planRun(question({ selection: { only: ['train'] } })).stale.map(({ node: name }) => name)).toEqual(['clean']));
});

describe('files that nodes change in place', () => {
  const files = [
    node('load', [], { writes: ['raw.csv'] }),
    node('clean', ['load_out'], { reads: ['raw.csv'], writes: ['raw.csv'] }),
    node('plot', ['clean_out'], { reads: ['raw.csv'] })
  ];
  const left = new Map([
    ['load', { 'raw.csv': 'v1' }],
    ['clean', { 'raw.csv': 'v2' }]
  ]);
  const asked = (more: Partial<RunQuestion> = {}) => question({ nodes: files, left, present: () => 'v2', ...more });
  const past = afterRun(asked());

  it('stay where only a later reader runs', () => {
    const plan = planRun(asked({ history: past, selection: { from: ['plot'] } }));
    expect(plan.rewind).toEqual([]);
    expect(plan.nodes.map(({ action }) => action)).toEqual(['cached', 'cached', 'run']);
  });

  it("are the runner's affair where it has copies", () => {
    const plan = planRun(asked({ history: past, selection: { from: ['clean'] }, kept: () => true }));
    expect(plan.rewind).toEqual([]);
    expect(plan.nodes.map(({ action }) => action)).toEqual(['cached', 'run', 'run']);
  });

  it('are put back, and their writers run again, where a writer runs', () => {
    const plan = planRun(asked({ history: past, selection: { from: ['clean'] } }));
    expect(plan.rewind).toEqual(['raw.csv']);
    expect(plan.nodes.map(({ action }) => action)).toEqual(['run', 'run', 'run']);
  });

  it('are written again where they are not as their last writer left them', () => {
    const plan = planRun(asked({ history: past, present: () => 'edited' }));
    expect(plan.rewind).toEqual(['raw.csv']);
    expect(plan.nodes.map(({ action }) => action)).toEqual(['run', 'run', 'run']);
  });
});
