import { expect, it } from 'vitest';
import type { Binding } from '../../converter/analysis/analysis.js';
import { addVersion, exitAt, exitsBefore, noExits } from '../../converter/analysis/exits.js';
import { only } from '../../converter/analysis/locs.js';

const bound = (loc: number, late = false): Binding => ({ locs: only(loc), certainty: 'always', ...(late && { late: true }) });

/** A name by cells: what it is bound to there, `undefined` where it is deleted. */
function exitsOf(names: Readonly<Record<string, readonly (readonly [cell: number, binding: Binding | undefined])[]>>) {
  const exits = noExits();
  for (const [name, versions] of Object.entries(names)) for (const [cell, binding] of versions) addVersion(exits, name, { cell, binding });
  return exits;
}

it('knows at each cell what a name was last bound to', () => {
  const versions = [0, 2, 3, 7, 8].map(cell => [cell, bound(cell)] as const);
  const exit = (cell: number) => exitAt(exitsOf({ n: versions, m: [[3, bound(30)]], gone: [[1, bound(1)], [4, undefined]] }).versions, cell); // prettier-ignore
  const ends = Array.from({ length: 10 }, (_, cell) => [...(exit(cell).get('n')?.locs ?? [])][0]);
  expect(ends).toEqual([0, 0, 2, 3, 3, 3, 3, 7, 8, 8]);
  expect(exit(-1).has('n')).toBe(false);
  expect([exit(2).has('m'), exit(3).has('m'), exit(3).has('gone'), exit(4).has('gone'), exit(4).has('never')]).toEqual([false, true, true, false, false]);
  expect([...exit(2)].map(([name]) => name)).toEqual(['n', 'gone']);
  expect([...exit(5)].map(([name]) => name)).toEqual(['n', 'm']);
});

it('notes only what is another', () => {
  const { versions } = exitsOf({ n: [[0, bound(1)], [1, bound(1)], [2, bound(2)], [3, undefined], [4, undefined]], never: [[0, undefined]] }); // prettier-ignore
  expect(versions.get('n')?.map(({ cell }) => cell)).toEqual([0, 2, 3]);
  expect(versions.has('never')).toBe(false);
});

it('goes back to before a cell, with the names that work under way could bind there', () => {
  const exits = exitsOf({
    late: [[0, bound(1)], [1, bound(1, true)], [3, bound(1)]], // prettier-ignore
    bound: [[1, bound(2, true)], [2, bound(2)]], // prettier-ignore
    gone: [[1, bound(3, true)], [2, undefined]], // prettier-ignore
    after: [[3, bound(4, true)]]
  });
  expect([...exits.late]).toEqual(['after']);
  const lates = [0, 1, 2, 3, 4].map(cell => [...exitsBefore(exits, cell).late].join(' '));
  expect(lates).toEqual(['', '', 'late bound gone', 'late', 'after']);
  expect([0, 1, 2, 3, 4].map(cell => [...exitsBefore(exits, cell).versions.keys()].join(' '))).toEqual([
    '',
    'late',
    'late bound gone',
    'late bound gone',
    'late bound gone after'
  ]);
  expect(exitsBefore(exits, 2).versions.get('late')).toHaveLength(2);
});
