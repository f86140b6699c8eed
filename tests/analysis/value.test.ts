import { expect, it } from 'vitest';
import { only } from '../../converter/analysis/locs.js';
import { appendTexts, join, joinAll, same, scalar, signature, type Abstract } from '../../converter/analysis/value.js';

const texts = (count: number, from = 0): readonly string[] => Array.from({ length: count }, (_, at) => `t${at + from}`);

const value: Abstract = { locs: new Set([1, 2]), type: 'list', texts: ['a'], literal: 1, elementTexts: ['e'] };

/** Each differs from `value` in one thing. */
const others: readonly (readonly [string, Abstract, Partial<Abstract>])[] = [
  ['other objects', { ...value, locs: new Set([1, 3]) }, { locs: new Set([1, 2, 3]) }],
  ['more objects', { ...value, locs: new Set([1, 2, 3]) }, { locs: new Set([1, 2, 3]) }],
  ['another type', { ...value, type: 'dict' }, { type: undefined }],
  ['other texts', { ...value, texts: ['b'] }, { texts: ['a', 'b'] }],
  ['no known text', { ...value, texts: undefined }, { texts: undefined }],
  ['another literal', { ...value, literal: 2 }, { literal: undefined }],
  ['other texts of elements', { ...value, elementTexts: ['f'] }, { elementTexts: ['e', 'f'] }],
  ['an address', { ...value, address: true }, { address: true }]
];

it.each(others)('joins %s', (_, other, joined) => {
  expect(join(value, other)).toEqual({ address: undefined, ...value, ...joined });
  expect(new Set(join(other, value).texts)).toEqual(new Set(('texts' in joined ? joined : value).texts));
  expect(joinAll([value, other])).toEqual({ address: undefined, ...value, ...joined });
  expect(same(value, other)).toBe(false);
});

it('gives the first itself where the other adds nothing', () => {
  expect(join(value, { ...value })).toBe(value);
  expect(join(value, { ...value, texts: ['a'], elementTexts: ['e'], locs: only(1) })).toBe(value);
  expect(same(value, { ...value, texts: ['a'], locs: new Set([2, 1]) })).toBe(true);
  expect(joinAll([value])).toBe(value);
  expect(joinAll([])).toBe(scalar);
});

it('knows few texts, and takes more for any', () => {
  expect(join({ ...scalar, texts: texts(4) }, { ...scalar, texts: texts(4, 4) }).texts).toEqual(texts(8));
  expect(join({ ...scalar, texts: texts(4) }, { ...scalar, texts: texts(5, 4) }).texts).toBeUndefined();
  expect(join({ ...scalar, elementTexts: texts(4) }, { ...scalar, elementTexts: texts(5, 4) }).elementTexts).toBeUndefined();
  expect(appendTexts(['a', 'b'], texts(4))).toHaveLength(8);
  expect(appendTexts(texts(3), texts(3))).toEqual(['*']);
  expect(appendTexts(['a', 'b'], ['c', 'c'])).toEqual(['ac', 'bc']);
  expect(appendTexts(['a*'], ['*.txt', '**b'])).toEqual(['a*.txt', 'a*b']);
});

it('finds equal values again, whatever the order of their objects', () => {
  expect(signature({ ...value, locs: new Set([10, 9, 2]) })).toBe(signature({ ...value, locs: new Set([2, 10, 9]) }));
  for (const [what, other] of others) if (what !== 'an address') expect(signature(other), what).not.toBe(signature(value));
});
