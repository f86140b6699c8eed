// @vitest-environment jsdom
import './setup.js';
import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import type { NodeRecord, RunRecord } from '../../converter/index.js';
import { compareRuns } from '../../extension/run/compareRuns.js';
import { statusWord } from '../../extension/graph/words.js';
import { noRun } from '../../extension/model/state.js';
import { afterEnd, nodeRuns } from '../../extension/run/outcome.js';
import { plain } from '../../extension/run/plain.js';
import { outcomeText } from '../../extension/run/panel/words.js';
import { commandFor, newRunId } from '../../extension/run/request.js';
import { startFollowing } from '../../extension/worker/follow.js';

const node = (parts: Partial<NodeRecord>): NodeRecord => ({
  name: 'a',
  status: 'succeeded',
  cached: false,
  inputs: [],
  outputs: [],
  displays: [],
  metrics: {},
  ...parts
});

const record = (parts: Partial<RunRecord>): RunRecord => ({
  version: 1,
  run_id: 'r',
  status: 'succeeded',
  started: '2026-01-01T00:00:00Z',
  engine: { name: 'kedro' },
  command: '',
  parameters: {},
  environment: {},
  nodes: [],
  ...parts
});

describe('the state of a node in a run', () => {
  it('tells what ran from what was taken over, and says in one line why it failed', () => {
    const error = { kind: 'exception' as const, type: 'ValueError', message: '\u001b[1mfirst\u001b[0m line\nsecond line' };
    const runs = nodeRuns(record({ nodes: [node({ ms: 12 }), node({ name: 'b', cached: true, ms: 12 }), node({ name: 'c', status: 'failed', error })] }));
    expect([...runs.values()]).toEqual([{ status: 'done', duration: 12 }, { status: 'cached' }, { status: 'failed', message: 'ValueError: first line' }]);
  });
});

describe('what nodes that did not end are called', () => {
  it('tells those that were stopped from those that never began', () => {
    const trans = nullTranslator.load('');
    const ended = record({
      status: 'failed',
      ended: '2026-01-01T00:00:02Z',
      nodes: [node({ status: 'failed' }), node({ name: 'b', status: 'aborted', started: '2026-01-01T00:00:01Z' }), node({ name: 'c', status: 'aborted' })]
    });
    const nodes = nodeRuns(ended);
    expect([...nodes.values()].map(run => statusWord(run, trans))).toEqual(['failed', 'stopped', 'not run']);
    expect(outcomeText({ ...noRun, record: ended, nodes }, trans)).toBe('Failed in 2.0 s: 1 failed, 1 stopped, 1 not run');
  });

  it('are at it no more once nobody attends to them', () => {
    const nodes = new Map([['a', { status: 'running' as const, startedAt: 5 }]]);
    expect(afterEnd(nodes).get('a')).toEqual({ status: 'aborted', startedAt: 5 });
  });
});

describe('text for terminals', () => {
  it('is read without its signs', () => {
    expect(plain('\u001b[1;31mError\u001b[0m\u001b]0;title\u0007: \u001b[38;5;9mred\u001b[K\u0007')).toBe('Error: red');
    expect(plain('10 %\r50 %\r100 %\r\ndone\r\n')).toBe('100 %\ndone\n');
    expect(plain('<script>alert(1)</script>\tä')).toBe('<script>alert(1)</script>\tä');
    const long = 'x'.repeat(5_000_000);
    expect(plain(long)).toBe(long);
  });
});

describe('the command line of a run', () => {
  it('is quoted for a shell', () => {
    expect(commandFor("it's $HOME.ipynb", { from: ['a', 'b'] }, { name: 'x; rm -rf /', rate: 0.5 })).toBe(
      "espalier run 'it'\\''s $HOME.ipynb' --from a,b --param 'name=x; rm -rf /' --param rate=0.5"
    );
  });

  it('names runs in the order of time', () => {
    expect(newRunId(new Date('2026-01-02T03:04:05.678Z'))).toMatch(/^20260102T030405-[0-9a-f]{6}$/);
  });
});

describe('two runs', () => {
  it('differ in parameters, metrics and what nodes did', () => {
    const before = record({ parameters: { k: 5 }, nodes: [node({ ms: 1500, metrics: { accuracy: 0.9 } })] });
    const after = record({ parameters: { k: 9 }, nodes: [node({ cached: true, metrics: { accuracy: 0.95 } })] });
    expect(compareRuns(before, after)).toEqual([
      { kind: 'parameter', name: 'k', before: '5', after: '9' },
      { kind: 'metric', name: 'a.accuracy', before: '0.9', after: '0.95' },
      { kind: 'node', name: 'a', before: '1.5 s', after: 'cached' }
    ]);
    expect(compareRuns(after, after)).toEqual([]);
  });
});

describe('a journal that grows', () => {
  const line = (seq: number, event: object) => `${JSON.stringify({ v: 1, run_id: 'r', seq, ts: '2026-01-01T00:00:00Z', pid: 1, ...event })}\n`;

  it('is read piece by piece, with the end of what nodes wrote', () => {
    const follow = startFollowing();
    const first = follow({
      run: 'r',
      isFirst: true,
      piece: line(0, { event: 'run.planned', nodes: ['a', 'b'], edges: [] }) + line(1, { event: 'node.started', node: 'a' })
    });
    expect(first.record.nodes.map(({ status }) => status)).toEqual(['running', 'queued']);
    const second = follow({
      run: 'r',
      isFirst: false,
      piece: line(2, { event: 'node.log', node: 'a', stream: 'stdout', text: 'x'.repeat(30_000) }) + line(3, { event: 'node.succeeded', node: 'a', ms: 3 })
    });
    expect(second.record.nodes.map(({ status }) => status)).toEqual(['succeeded', 'queued']);
    expect(second.logs['a']).toHaveLength(20_000);
    expect(follow({ run: 'r', isFirst: true, piece: '' }).record.nodes).toEqual([]);
  });
});
