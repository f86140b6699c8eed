import { describe, expect, it } from 'vitest';
import { digest } from '../../converter/index.js';
import { readMessage } from '../../extension/kernel/message.js';
import type { KernelCell } from '../../extension/model/kernel.js';
import { startAnswering } from '../../extension/worker/answer.js';

const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3' }, language_info: { name: 'python', version: '3.12' } };

/** What the kernel saw: the cell (or text that is in no cell), and what it made. */
interface Execution {
  readonly cell?: string;
  readonly source?: string;
  readonly wrote?: readonly string[];
  readonly changed?: readonly string[];
  readonly type?: string;
}

/** Asks about a notebook of cells `a`, `b`, … each a node, and executions in their order. */
function answer(sources: readonly string[], executions: readonly Execution[]) {
  const ids = sources.map((_, index) => String.fromCharCode(97 + index));
  const cells = sources.map(
    (source, index) =>
      [index, { id: ids[index] ?? '', cell_type: 'code', source, metadata: { espalier: { node: `n${index}` } }, outputs: [], execution_count: null }] as const
  );
  const records = executions.map(({ cell, source, wrote = [], changed = [], type = 'pandas.DataFrame' }): KernelCell => {
    const values = (names: readonly string[]) => names.map(name => ({ name, type, shape: [3, 2] }));
    const text = source ?? sources[ids.indexOf(cell ?? '')] ?? '';
    return { digest: digest(text), status: 'ok', wrote: values(wrote), changed: values(changed), deleted: [], ...(cell !== undefined && { cell }) };
  });
  const order = cells.map(([serial]) => serial);
  return startAnswering()('kernel', { document: { key: 'k', name: 'n', metadata, order, cells }, records });
}

const messages = (...given: Parameters<typeof answer>) => answer(...given).problems.map(({ message, cellNumber }) => `${cellNumber}: ${message}`);

const three = ['df = load()', 'df = df.dropna()', 'print(df)'];
const inOrder: readonly Execution[] = [{ cell: 'a', wrote: ['df'] }, { cell: 'b', wrote: ['df'] }, { cell: 'c' }];

describe('what the kernel saw', () => {
  it('is nothing to speak of where cells ran from top to bottom', () => {
    expect(messages(three, inOrder)).toEqual([]);
    expect(messages(three, [...inOrder, ...inOrder])).toEqual([]);
  });

  it('gives each cell its values, as it left them when it ran last', () => {
    const { values } = answer(three, inOrder);
    expect(new Map(values).get('b')).toEqual([{ name: 'df', type: 'pandas.DataFrame', shape: [3, 2] }]);
  });

  it('says where a cell ran after one below it that makes what it reads', () => {
    expect(
      messages(three, [
        { cell: 'a', wrote: ['df'] },
        { cell: 'b', wrote: ['df'] },
        { cell: 'b', wrote: ['df'] }
      ])
    ).toEqual([]);
    const sources = ['x = 1', 'y = x + 1', 'x = 5'];
    const executions = [
      { cell: 'a', wrote: ['x'] },
      { cell: 'c', wrote: ['x'] },
      { cell: 'b', wrote: ['y'] }
    ];
    expect(messages(sources, executions)).toEqual(["2: Run out of order: this cell ran after cell 3 below it, which makes 'x'"]);
  });

  it('says where a cell above ran again and made what a cell had read', () => {
    expect(messages(three, [...inOrder, { cell: 'b', wrote: ['df'] }])).toEqual(["3: Run out of order: cell 2 made 'df' again after this cell ran"]);
  });

  it('says where a value is read that no cell makes any more', () => {
    const edited = ['other = load()', 'print(df)'];
    expect(messages(edited, [{ cell: 'a', source: 'df = load()', wrote: ['df'] }, { cell: 'b' }])).toEqual([
      "2: This cell reads 'df' from the kernel: a value that no cell makes any more"
    ]);
    expect(messages(['print(df)'], [{ wrote: ['df'] }])).toHaveLength(1);
    expect(messages(['df = load()', 'print(df)'], [{ cell: 'gone', wrote: ['df'] }])).toEqual([]);
  });

  it('says where a cell changed what its text does not say', () => {
    const sources = ['df = load()', 'other = 1', 'kept = []', 'kept.append(df)'];
    const found = messages(sources, [
      { cell: 'a', wrote: ['df'] },
      { cell: 'b', wrote: ['other'], changed: ['df'] },
      { cell: 'c', wrote: ['kept'] },
      { cell: 'd', changed: ['kept'], type: 'list' }
    ]);
    expect(found).toEqual(["2: The kernel saw cell 2 change 'df'; the plan does not know"]);
  });

  it('does not take changes within objects of their own kind for changes of the value', () => {
    expect(
      messages(
        ['fig = draw()', 'print(1)'],
        [
          { cell: 'a', wrote: ['fig'] },
          { cell: 'b', changed: ['fig'], type: 'matplotlib.figure.Figure' }
        ]
      )
    ).toEqual([]);
  });
});

describe('a message of the kernel', () => {
  it('may be anything', () => {
    const value = { name: 'df', type: 'list', length: -1, shape: ['a'], bytes: Number.NaN };
    const cell = { cell: 7, digest: 'x', status: 'ok', wrote: [value, 3, null, { name: 1 }], changed: 'no', deleted: [1, 'gone'] };
    expect(readMessage({ version: 1, kind: 'cell', cell })).toEqual({
      isHistory: false,
      cells: [{ digest: 'x', status: 'ok', wrote: [{ name: 'df', type: 'list' }], changed: [], deleted: ['gone'] }]
    });
    for (const data of [null, 3, [], {}, { version: 2, kind: 'cell', cell }, { version: 1, kind: 'history', cells: { length: 3 } }, { version: 1 }])
      expect(readMessage(data).cells).toEqual([]);
  });
});
