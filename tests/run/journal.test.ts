import { describe, expect, it } from 'vitest';
import { readJournal } from '../../converter/run/journal.js';
import { blankRecord, foldEvents, settle } from '../../converter/run/record.js';

const line = (event: string, more: object = {}) => JSON.stringify({ v: 1, event, run_id: 'r', seq: 0, ts: '2026-01-01T00:00:00.000Z', pid: 1, ...more });
const journal = [
  line('run.planned', { nodes: ['load', 'train'], edges: [{ from: 'load', to: 'train' }] }),
  line('run.started', { engine: { name: 'kedro', version: '1.7.0' }, command: 'kedro run', parameters: {}, environment: {} }),
  line('node.started', { node: 'load' }),
  line('node.output', { node: 'load', dataset: 'df', path: 'data/df.parquet', bytes: 10, sha256: 'a' }),
  line('node.succeeded', { node: 'load', ms: 5, cached: false, metrics: { rows: 3 } }),
  line('node.started', { node: 'train' })
].join('\n');

describe('a journal', () => {
  it('keeps the line that is still being written for later', () => {
    const piece = readJournal(`${journal}\n{"v":1,"event":"node.lo`);
    expect(piece.events.length).toBe(6);
    expect(piece.rest).toBe('{"v":1,"event":"node.lo');
  });

  it('passes over torn lines', () => expect(readJournal(`{"v":1,"ev\n${journal}\n\u0000\u0000\n`).events.length).toBe(6));

  it('folds to a record, and again to the same', () => {
    const { events } = readJournal(`${journal}\n`);
    const record = foldEvents(blankRecord('r'), events);
    expect(record.nodes.map(({ name, status }) => [name, status])).toEqual([
      ['load', 'succeeded'],
      ['train', 'running']
    ]);
    expect(record.nodes[0]).toMatchObject({ ms: 5, metrics: { rows: 3 }, outputs: [{ dataset: 'df', sha256: 'a' }] });
    expect(foldEvents(record, events)).toEqual(record);
  });

  it('of a dead process reads as aborted', () => {
    const record = foldEvents(blankRecord('r'), readJournal(`${journal}\n`).events);
    expect(settle(record, true).status).toBe('running');
    const settled = settle(record, false);
    expect([settled.status, settled.nodes[1]?.status]).toEqual(['aborted', 'aborted']);
  });
});
