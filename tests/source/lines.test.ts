import { expect, it } from 'vitest';
import { applyEdits } from '../../converter/source/edits.js';
import { digest } from '../../converter/source/digest.js';
import { lineStarts, offsetAt, positionAt } from '../../converter/source/lines.js';
import { editDistance, nearest } from '../../converter/source/nearest.js';

it.each(['', 'a', '\n', 'a\nbc\n\nd', 'ends\n'])('turns offsets of %j into places and back', text => {
  for (let offset = 0; offset <= text.length; offset++) {
    const before = text.slice(0, offset).split('\n');
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    expect(positionAt(text, offset)).toEqual(place);
    expect(offsetAt(text, place)).toBe(offset);
  }
  expect(lineStarts(text)).toHaveLength(text.split('\n').length);
});

it('keeps places outside the text inside', () => {
  expect(positionAt('ab\nc', 99)).toEqual({ line: 2, column: 2 });
  expect(offsetAt('ab\nc', { line: 9, column: 9 })).toBe(4);
  expect(offsetAt('ab\nc', { line: 1, column: 9 })).toBe(2);
});

it('applies edits by their places in the old text', () => {
  expect(
    applyEdits('abc', [
      { from: 2, to: 3, text: 'C' },
      { from: 0, to: 0, text: '1' },
      { from: 0, to: 0, text: '2' }
    ])
  ).toBe('12abC');
});

it('hashes the UTF-8 bytes', () => {
  expect(digest('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

it('finds the word that was meant', () => {
  expect(nearest('ouptut', ['inputs', 'outputs', 'node'])).toBe('outputs');
  expect(nearest('xyz', ['node', 'role'])).toBeUndefined();
  expect([editDistance('abc', 'acb'), editDistance('', 'ab'), editDistance('kitten', 'sitting')]).toEqual([1, 2, 3]);
});
