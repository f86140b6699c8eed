import { expect, it } from 'vitest';
import type { CellAnalysis } from '../../converter/analysis/analysis.js';
import { allClasses } from '../../converter/analysis/reflection.js';
import { concernsChanged } from '../../converter/analysis/relevant.js';

const named = (names: string) => names.split(' ').filter(Boolean).map(name => ({ name })); // prettier-ignore

const cellOf = (uses: string, definitions: string) => ({ uses: named(uses), definitions: named(definitions) }) as unknown as CellAnalysis;

const left = (cells: readonly CellAnalysis[]) =>
  concernsChanged(cells).map(({ uses, definitions }) => [uses, definitions].map(all => all.map(({ name }) => name).join(' ')).join(' > '));

it('leaves out hidden state that nothing changes, but for draws', () => {
  expect(left([cellOf('a ·option.numpy ·rng.numpy ·cwd', 'b'), cellOf('·option.numpy', '·cwd c')])).toEqual(['a ·rng.numpy ·cwd > b', ' > ·cwd c']);
});

it('leaves out that classes are made where nobody asks for all of them', () => {
  expect(left([cellOf('a', `A ${allClasses}`), cellOf('b', '')])).toEqual(['a > A', 'b > ']);
  expect(left([cellOf('a', `A ${allClasses}`), cellOf(allClasses, '')])).toEqual([`a > A ${allClasses}`, `${allClasses} > `]);
});

it('keeps what is as it was: the same cells, uses and definitions', () => {
  const plain = cellOf('a', 'b');
  const [reads, makes] = [cellOf('a ·option.numpy', 'b'), cellOf('c', `A ${allClasses}`)];
  const sets = cellOf('', '·option.numpy');
  const first = concernsChanged([plain, reads, makes]);
  expect(first[0]).toBe(plain);
  expect(first[1]?.definitions).toBe(reads.definitions);
  expect(first[2]?.uses).toBe(makes.uses);
  const second = concernsChanged([plain, reads, makes]);
  expect(second.every((cell, at) => cell === first[at])).toBe(true);
  const other = { ...reads };
  expect(concernsChanged([other])[0]?.uses).toBe(first[1]?.uses);
  const changed = concernsChanged([plain, reads, makes, sets]);
  expect(changed[1]).toBe(reads);
  expect(concernsChanged([{ ...makes, uses: plain.uses }])[0]?.definitions).toBe(first[2]?.definitions);
  const mixed = cellOf('·option.numpy ·cwd a', '');
  const folders = concernsChanged([mixed, cellOf('', '·cwd')])[0];
  expect(folders?.uses.map(({ name }) => name)).toEqual(['·cwd', 'a']);
  expect(concernsChanged([mixed, sets])[0]?.uses.map(({ name }) => name)).toEqual(['·option.numpy', 'a']);
  expect(concernsChanged([mixed])[0]?.uses.map(({ name }) => name)).toEqual(['a']);
});
