import { expect, it } from 'vitest';
import { contains, noLocs, only, union, unionAll } from '../../converter/analysis/locs.js';

/** Sets are shared, so that two that were not changed are known to be the same without looking into them. */
const one = only(1);
const pair = new Set([1, 2]);
const other = new Set([2, 3]);
const all = new Set([1, 2, 3]);

it('has one set for each object', () => {
  expect(only(1)).toBe(one);
  expect([...one]).toEqual([1]);
  expect(only(2)).not.toBe(one);
});

it('tells which set holds another', () => {
  for (const set of [noLocs, one, pair, all]) expect([contains(set, set), contains(all, set), contains(set, new Set(set))]).toEqual([true, true, true]);
  expect([contains(one, pair), contains(pair, other), contains(one, only(2)), contains(noLocs, one)]).toEqual([false, false, false, false]);
});

it('makes no new set where one of the two holds the other', () => {
  for (const [smaller, larger] of [
    [noLocs, noLocs],
    [noLocs, one],
    [one, pair],
    [pair, pair],
    [other, all]
  ] as const)
    expect([union(smaller, larger), union(larger, smaller), unionAll([smaller, larger]), unionAll([larger, smaller])]).toEqual(Array(4).fill(larger));
  expect(union(pair, new Set(pair))).toBe(pair);
  expect([union(one, pair), union(pair, one), union(one, one), unionAll([one, pair]), unionAll([pair, one])].every(set => set === pair || set === one)).toBe(
    true
  );
  expect([unionAll([]), unionAll([noLocs, one]), unionAll([pair, one, noLocs])].map(set => [noLocs, one, pair].indexOf(set as typeof pair))).toEqual([0, 1, 2]);
});

it('joins sets of which neither holds the other, and leaves them as they are', () => {
  expect([...union(pair, other)]).toEqual([1, 2, 3]);
  expect([...unionAll([pair, other, new Set([4]), one])]).toEqual([1, 2, 3, 4]);
  expect([[...pair], [...other], [...one], [...noLocs]]).toEqual([[1, 2], [2, 3], [1], []]);
});
