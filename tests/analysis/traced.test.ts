import { describe, expect, it } from 'vitest';
import { amendments } from '../../converter/analysis/amended.js';
import { anyKey, emptyHeap, put, type Heap } from '../../converter/analysis/heap.js';
import { newTrace, startCell, type Container, type Trace } from '../../converter/analysis/trace.js';
import { containers } from '../../converter/analysis/traced.js';
import { nothing, type Thing } from '../../converter/analysis/things.js';
import { diceOf } from '../incremental/edits.js';

/** What is seen without being heard. */
function unheard<T>(trace: Trace, look: () => T): T {
  const { isOn } = trace;
  trace.isOn = false;
  const seen = look();
  trace.isOn = isOn;
  return seen;
}

/** Takes all changes back, the last first, and makes them again: after each, all is as it was at that point. */
function backAndForth(trace: Trace, states: readonly unknown[], state: () => unknown): void {
  const { changes } = trace;
  expect(states.length).toBe(changes.length + 1);
  for (const again of [false, true]) {
    for (const [at, change] of [...changes.entries()].reverse()) {
      change.of.undo(change);
      expect(state(), `undone ${at} ${again}`).toEqual(states[at]);
    }
    for (const [at, change] of changes.entries()) {
      change.of.redo(change);
      expect(state(), `done again ${at} ${again}`).toEqual(states[at + 1]);
    }
  }
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('changes are taken back and made again, their order included', () => {
  it.each(seeds)('of a map (%i)', seed => {
    const [dice, trace] = [diceOf(seed), newTrace()];
    const map = containers(trace).map<number, number>();
    const state = () => unheard(trace, () => [...map.entries()]);
    const states = [state()];
    for (let step = 0; step < 30; step++) {
      const key = dice(5);
      if (dice(3) > 0) map.set(key, dice(3));
      else if (!map.delete(key)) continue;
      states.push(state());
    }
    backAndForth(trace, states, state);
  });

  it.each(seeds)('of a set (%i)', seed => {
    const [dice, trace] = [diceOf(seed), newTrace()];
    const set = containers(trace).set<number>();
    const state = () => unheard(trace, () => [...set.values()]);
    const states = [state()];
    for (let step = 0; step < 30; step++) {
      const [value, size] = [dice(5), state().length];
      if (dice(3) > 0) set.add(value);
      else set.delete(value);
      if (state().length !== size) states.push(state());
    }
    backAndForth(trace, states, state);
  });

  it.each(seeds)('of what objects hold (%i)', seed => {
    const [dice, trace] = [diceOf(seed), newTrace()];
    const heap = emptyHeap(trace);
    const state = () => unheard(trace, () => heldIn(heap));
    const states = [state()];
    for (let step = 0; step < 30; step++) {
      const { length } = trace.changes;
      put(heap, [dice(3)], dice(2) === 0 ? anyKey : 'x', new Set([dice(4), dice(4)]), step);
      while (states.length <= trace.changes.length) states.push(state());
      expect(trace.changes.length - length).toBeLessThanOrEqual(2);
    }
    const held = trace.changes.filter(({ of }) => of === (heap.sets as unknown));
    const kept = states.filter((_, at) => at === 0 || trace.changes[at - 1]?.of === (heap.sets as unknown));
    backAndForth({ ...trace, changes: held }, kept, state);
  });

  it('of objects of which more is found out later', () => {
    const trace = newTrace();
    const [early, late]: readonly Thing[] = [nothing, { ...nothing, type: 'list' }];
    const things = [early, early, early].flatMap(one => one ?? []);
    const amended = amendments(things, trace);
    amended.own = 2;
    const state = () => [...things];
    const states = [state()];
    for (const loc of [0, 1, 2]) {
      const before = things[loc];
      if (!before || !late) continue;
      things[loc] = late;
      amended.note(loc, before, late);
      if (loc < 2) states.push(state());
    }
    things[2] = nothing;
    backAndForth(trace, states, state);
  });
});

/** All that a heap holds, by holder and key, with the cells in which it came to be. */
const heldIn = ({ fields, sets }: Heap): unknown => [
  [...fields].map(([loc, keys]) => [loc, [...keys].map(([key, held]) => [key, [...held]])]),
  [...sets.entries()].map(([loc, keys]) => [loc, [...keys].map(([key, held]) => [key, [...held]])])
];

describe('a trace hears what is looked at while it is on', () => {
  const looks: readonly (readonly [string, (map: Map<string, number>, set: Set<string>) => unknown, unknown])[] = [
    ['a key that is asked for', map => map.get('a'), 'a'],
    ['a key that may be there', map => map.has('b'), 'b'],
    ['a key that is deleted', map => map.delete('c'), 'c'],
    ['how many there are', map => map.size, 'all'],
    ['all entries', map => [...map], 'all'],
    ['all entries in turn', map => [...map.entries()], 'all'],
    ['all keys', map => [...map.keys()], 'all'],
    ['all values', map => [...map.values()], 'all'],
    ['each', map => map.forEach(String), 'all'],
    ['a value that may be there', (_, set) => set.has('a'), 'a'],
    ['a value that is added', (_, set) => set.add('b'), 'b'],
    ['a value that is taken away', (_, set) => set.delete('c'), 'c'],
    ['how many values there are', (_, set) => set.size, 'all'],
    ['all that is in a set', (_, set) => [...set], 'all'],
    ['all its values', (_, set) => [...set.values()], 'all'],
    ['all its keys', (_, set) => [...set.keys()], 'all'],
    ['all its entries', (_, set) => [...set.entries()], 'all'],
    ['each of a set', (_, set) => set.forEach(String), 'all'],
    ['nothing', () => undefined, undefined],
    ['a key that is set', map => map.set('d', 1), undefined]
  ];

  it.each(looks)('%s', (_, look, heard) => {
    const trace = newTrace();
    const { map, set } = containers(trace);
    const both: readonly [Map<string, number>, Set<string>] = [map<string, number>(), set<string>()];
    const all = () => [...trace.looks.values()].map(({ keys, whole }) => (whole ? 'all' : [...(keys ?? [])].join()))[0];
    both[0].set('a', 1);
    both[1].add('a');
    look(...both);
    expect(all()).toBeUndefined();
    startCell(trace);
    expect(trace.changes).toEqual([]);
    look(...both);
    expect(all()).toBe(heard);
    startCell(trace);
    expect(all()).toBeUndefined();
  });

  it('each key by itself, and what is looked at as a whole beside them', () => {
    const trace = newTrace();
    const one: Map<string, number> & Partial<Container> = containers(trace).map<string, number>();
    startCell(trace);
    one.get('a');
    one.get('b');
    expect([...trace.looks.values()]).toEqual([{ keys: new Set(['a', 'b']), whole: false }]);
    expect(one.size).toBe(0);
    expect([...trace.looks.values()]).toEqual([{ keys: new Set(['a', 'b']), whole: true }]);
  });
});

it('makes plain containers where nobody listens', () => {
  const { map, set } = containers(undefined);
  expect(map().constructor).toBe(Map);
  expect(set().constructor).toBe(Set);
});
