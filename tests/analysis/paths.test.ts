import { expect, it } from 'vitest';
import { absolute, isAbsolute, joinPath, namePath, overlaps, parentPath, resolvePath, stemPath, withSuffix } from '../../converter/analysis/paths.js';

/** A text, the working folder, and the path from the notebook's folder; `*` stands for what is not known. */
const resolved: readonly (readonly [text: string, folder: string, path: string | undefined])[] = [
  ['a.txt', '', 'a.txt'],
  ['', '', '.'],
  ['.', '', '.'],
  ['./a//b/./c', '', 'a/b/c'],
  ['a.txt', 'sub', 'sub/a.txt'],
  ['../a.txt', 'sub', 'a.txt'],
  ['../..', 'sub', '(..)'],
  ['../../a.txt', '', '(../../a.txt)'],
  ['b/..a', '', 'b/..a'],
  ['a\\b.txt', '', 'a/b.txt'],
  ['/etc/a.txt', 'sub', '(/etc/a.txt)'],
  ['/etc/a.txt', '*', '(/etc/a.txt)'],
  ['~/a.txt', '', '(~/a.txt)'],
  ['C:\\a.txt', '', '(C:\\a.txt)'],
  ['d:/a.txt', '', '(d:/a.txt)'],
  ['1:/a.txt', '', '1:/a.txt'],
  ['c:a.txt', '', 'c:a.txt'],
  ['·/a.txt', 'sub', 'a.txt'],
  ['*', '', '*'],
  ['*', 'sub', '*'],
  ['a.txt', '*', '*'],
  ['a*.txt', '', 'a*.txt'],
  ['a*/../b.txt', '', '*'],
  ['a/b*/../c.txt', '', '*'],
  ['a/../b*.txt', '', 'b*.txt'],
  ['*/a.txt', '', '*a.txt'],
  ['x/*/a.txt', '', 'x/*/a.txt'],
  ['file:///etc/a.txt', '', '(/etc/a.txt)'],
  ['FILE://a.txt', '', 'a.txt'],
  ['profile://a.txt', '', undefined],
  ['https://host/a.txt', '', undefined],
  ['S3://bucket/a.txt', '', undefined],
  ['a/x://b', '', 'a/x:/b']
];

it.each(resolved)('finds %s in folder "%s"', (text, folder, expected) => {
  const found = resolvePath(text, folder);
  expect(found && (found.outside ? `(${found.path})` : found.path)).toBe(expected);
});

it('makes paths absolute that are not', () => {
  expect(['a', '', 'a/.', './'].map(text => absolute(text, ''))).toEqual(['·/a', '·/', '·/a/', '·/./']);
  expect([absolute('a', 'sub'), absolute('.', 'sub'), absolute('a/.b', 'sub'), absolute('/a', 'sub')]).toEqual(['·/sub/a', '·/sub/', '·/sub/a/.b', '/a']);
  expect(['/a', '~', 'C:/', 'c:\\', '·/a', 'a', 'a:b', '·a', 'ab:/'].filter(isAbsolute)).toEqual(['/a', '~', 'C:/', 'c:\\', '·/a']);
});

it('puts paths together and takes them apart', () => {
  expect([joinPath('a', 'b'), joinPath('a/', 'b'), joinPath('', 'b'), joinPath('.', 'b'), joinPath('a', '/b')]).toEqual(['a/b', 'a/b', 'b', 'b', '/b']);
  expect(['a/b/c', '/a', 'a', '*'].map(parentPath)).toEqual(['a/b', '/', '.', '*']);
  expect(['a/b.txt', 'a', 'a/'].map(namePath)).toEqual(['b.txt', 'a', '']);
  expect(['a/b.tar.gz', '.profile', 'a.b/c', '*'].map(stemPath)).toEqual(['b.tar', '.profile', 'c', '*']);
  expect([withSuffix('a/b.txt', '.csv'), withSuffix('a/b', '.csv'), withSuffix('a/.b', '.csv'), withSuffix('a/*', '.csv')]).toEqual([
    'a/b.csv',
    'a/b.csv',
    'a/.b.csv',
    'a/*.csv'
  ]);
});

it('tells which paths may be the same file, or one a folder of the other', () => {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'a/b', true],
    ['a', 'ab', false],
    ['.', 'a', true],
    ['.', '../a', false],
    ['.', 'a../b', true],
    ['*', 'a/b', true],
    ['a*', 'ab', true],
    ['a*', 'b', false],
    ['*.csv', 'a.txt', false],
    ['a*c', 'abc', true],
    ['a*.csv', 'a*.txt', true],
    ['a*', 'b*', false]
  ];
  for (const [one, other, are] of pairs) expect([overlaps(one, other), overlaps(other, one)], `${one} ${other}`).toEqual([are, are]);
});
