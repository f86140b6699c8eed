import { expect, it } from 'vitest';
import { alike, identical } from '../../converter/analysis/identical.js';

/** Pairs of which neither has anything to do with the other pairs. */
const different: readonly (readonly [string, unknown, unknown])[] = [
  ['numbers', 1, 2],
  ['nothing and an object', null, {}],
  ['an object and nothing', {}, null],
  ['what is not there and nothing', undefined, null],
  ['lists of different length', [1, 2], [1]],
  ['lists in another order', [1, 2], [2, 1]],
  ['lists and objects', [], {}],
  ['objects and lists', {}, []],
  ['maps and objects', new Map(), {}],
  ['objects and maps', {}, new Map()],
  ['sets and objects', new Set(), {}],
  ['objects and sets', {}, new Set()],
  ['maps and sets', new Map(), new Set()],
  ['sets and maps', new Set(), new Map()],
  ['lists and sets', [], new Set()],
  ['sets and lists', new Set(), []],
  ['maps of different size', new Map([[1, 2]]), new Map()],
  ['maps with other values', new Map([[1, 2]]), new Map([[1, 3]])],
  [
    'maps in another order',
    new Map([
      [1, 1],
      [2, 2]
    ]),
    new Map([
      [2, 2],
      [1, 1]
    ])
  ],
  ['sets of different size', new Set([1]), new Set([1, 2])],
  ['sets in another order', new Set([1, 2]), new Set([2, 1])],
  ['fields that one has', { a: 1 }, { a: 1, b: undefined }],
  ['fields that the other has', { a: 1, b: undefined }, { a: 1 }],
  ['fields of other names', { a: undefined }, { b: undefined }],
  ['what is deep inside', { a: [new Map([['x', new Set([1])]])] }, { a: [new Map([['x', new Set([2])]])] }]
];

it.each(different)('tells apart %s', (_, a, b) => {
  expect([identical(a, b), alike(a, b)]).toEqual([false, false]);
});

const same: readonly unknown[] = [1, null, undefined, [], {}, [1, [2]], new Map([[1, { a: 2 }]]), new Set([1, 'x']), { a: [null], b: new Map() }];

it.each(same.map(one => [one]))('knows %o again', one => {
  expect([identical(one, one), identical(one, structuredClone(one)), alike(one, structuredClone(one))]).toEqual([true, true, true]);
});

it('takes nothing for the same that speaks of an object that has changed', () => {
  const changed = new Set([3]);
  for (const one of [new Map([[3, 'x']]), new Set([3]), { a: new Set([1, 3]) }, [new Map([[3, 1]])]]) {
    expect(identical(one, structuredClone(one), changed)).toBe(false);
    expect(identical(one, one, changed)).toBe(false);
    expect(identical(one, one, new Set([4]))).toBe(true);
  }
  // Numbers that are no objects: only keys of maps and what sets hold are.
  expect(identical(new Map([['3', 3]]), new Map([['3', 3]]), changed)).toBe(true);
  expect(identical([3], [3], changed)).toBe(true);
  expect(identical(new Set(['3']), new Set(['3']), changed)).toBe(true);
});

it('leaves out when names were bound, and where asked also where code stands', () => {
  expect(identical({ a: 1, since: 2 }, { a: 1, since: 3 })).toBe(true);
  expect(identical({ a: 1, span: 2 }, { a: 1, span: 3 })).toBe(false);
  expect(alike([{ a: 1, span: { from: 2 }, since: 1 }], [{ a: 1, span: { from: 3 }, since: 2 }])).toBe(true);
  expect(alike({ a: 1, span: 2 }, { a: 2, span: 2 })).toBe(false);
});
