import { describe, expect, it } from 'vitest';
import type { CellAnalysis } from '../../converter/analysis/analysis.js';
import { python } from '../../converter/languages/python/index.js';
import { javascript } from '../../converter/languages/javascript/index.js';
import { lineRange, removalOf, withComments } from '../../converter/plan/removal.js';

/** What is left of a text without its statements of these numbers: lines that go are marked, and what is cut out of a line is `·`. */
function without(source: string, gone: readonly number[], language = python): readonly string[] {
  const facts = language.analyze({ id: 'c', source, directives: [] }, language === python ? '3.13' : '');
  const cell = { cell: { source }, facts } as unknown as CellAnalysis;
  const { lines, cuts } = removalOf(
    cell,
    gone.flatMap(at => facts.statements[at] ?? [])
  );
  const cut = [...cuts].reverse().reduce((text, { from, to, text: put }) => `${text.slice(0, from)}·${put}${text.slice(to)}`, source);
  return cut.split('\n').map((text, at) => (lines.some(({ first, last }) => first <= at && at <= last) ? '-' : text));
}

describe('what goes of a text', () => {
  it.each<readonly [string, string, readonly number[], readonly string[]]>([
    ['whole lines', 'a = 1\nb = 2\nc = 3', [1], ['a = 1', '-', 'c = 3']],
    ['the last line', 'a = 1\nb = 2\n', [1], ['a = 1', '-', '']],
    ['lines that a statement goes over', 'a = 1\nb = [\n  2\n]\nc = 3', [1], ['a = 1', '-', '-', '-', 'c = 3']],
    ['a comment directly above, however long', 'a = 1\n# one\n# two\nb = 2', [1], ['a = 1', '-', '-', '-']],
    ['no comment that stands apart', '# one\n\nb = 2\nc = 3', [0], ['# one', '', '-', 'c = 3']],
    ['no directive', '#| one\nb = 2\n# %% two\nc = 3', [0, 1], ['#| one', '-', '# %% two', '-']],
    ['all statements of a line', 'a = 1; b = 2\nc = 3', [0, 1], ['-', 'c = 3']],
    ['the first of a line', 'a = 1; b = 2; c = 3', [0], ['·b = 2; c = 3']],
    ['one amid a line', 'a = 1; b = 2; c = 3', [1], ['a = 1; ·c = 3']],
    ['the last of a line, with what parts it from the one before', 'a = 1; b = 2; c = 3', [2], ['a = 1; b = 2·']],
    ['the last two of a line', 'a = 1; b = 2; c = 3', [1, 2], ['a = 1··']],
    ['the first and the last of a line', 'a = 1; b = 2; c = 3', [0, 2], ['·b = 2·']],
    ['one that begins where another ends, over lines', 'a = [\n1]; b = [\n2]; c = 3', [1], ['a = [', '1]; ·', 'c = 3']],
    ['nothing', 'a = 1', [], ['a = 1']]
  ])('%s', (_, source, gone, left) => {
    expect(without(source, gone)).toEqual(left);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['comments of one line', '// one\nlet a = 1;', ['-', '-']],
    ['comments over lines', '/* one\n two */\nlet a = 1;', ['-', '-', '-']],
    ['no comment behind code', 'let b = 2; /* one\n two */\nlet a = 1;', ['let b = 2; /* one', ' two */', '-']],
    ['no two comments on one line', '/* one */ let b = 2; /* two */\nlet a = 1;', ['/* one */ let b = 2; /* two */', '-']],
    ['the later of two comments, and the earlier', '/* one */\n// two\nlet a = 1;', ['-', '-', '-']]
  ])('with %s in JavaScript', (_, source, left) => {
    expect(without(source, [source.startsWith('let') || source.includes(' let b') ? 1 : 0], javascript)).toEqual(left);
  });
});

it('knows the lines of a span: a line feed at its end belongs to the line that it ends', () => {
  const source = 'one\ntwo\nthree';
  const lines = (from: number, to: number) => Object.values(lineRange(source, { from, to })).join();
  expect([lines(0, 3), lines(0, 4), lines(0, 5), lines(4, 7), lines(4, 8), lines(3, 4), lines(8, 13), lines(4, 4), lines(8, 8)]).toEqual([
    '0,0',
    '0,0',
    '0,1',
    '1,1',
    '1,1',
    '0,0',
    '2,2',
    '1,1',
    '2,2'
  ]);
  expect(withComments('# a\none', { from: 4, to: 7 })).toEqual({ first: 0, last: 1 });
});
