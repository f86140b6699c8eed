import { spawnSync } from 'node:child_process';
import * as parseNodes from '@zzzen/pyright-internal/dist/parser/parseNodes.js';
import { describe, expect, test } from 'vitest';
import { findLanguage } from '../../converter/languages/index.js';
import { python } from '../../converter/languages/python/index.js';
import { literalOf } from '../../converter/languages/python/literals.js';
import { is, nodeNames } from '../../converter/languages/python/syntax/nodes.js';
import { parse } from '../../converter/languages/python/syntax/parse.js';
import { applyEdits } from '../../converter/source/edits.js';

const analyze = (source: string) => python.analyze({ id: 'cell', source, directives: [] }, '3.12');

test("the table of node types is the parser's", () => {
  // A `const enum` in the types, an object when it runs.
  const { ParseNodeType: numbers } = parseNodes as unknown as { readonly ParseNodeType: { readonly [name: string]: number } };
  const theirs = Object.entries(numbers).filter(([, number]) => typeof number === 'number');
  expect(theirs.sort(([, a], [, b]) => a - b).map(([name]) => name)).toEqual(nodeNames);
});

test('a language is found by kernel, else by name', () => {
  expect(findLanguage('python3')?.id).toBe('python');
  expect(findLanguage('conda-env-ml-py', 'python')?.id).toBe('python');
  expect(findLanguage('ir', 'R')).toBeUndefined();
});

test('modules lead to distributions', () => {
  expect(python.distribution('sklearn.svm')).toEqual({ kind: 'known', name: 'scikit-learn' });
  expect(python.distribution('os.path')).toEqual({ kind: 'standard', name: 'os' });
  expect(python.distribution('google.cloud.storage')).toEqual({ kind: 'known', name: 'google-cloud-storage' });
  expect(python.distribution('my_module')).toEqual({ kind: 'unknown', name: 'my_module' });
  expect(python.distribution('constructor').kind).toBe('unknown');
});

describe('literals', () => {
  const texts = [
    '1',
    '-2',
    '1.0',
    '-0.5',
    '1e300',
    'True',
    'None',
    '(1,)',
    '()',
    'set()',
    '{1, 2.0}',
    '[1, [2.0, (3, "x")]]',
    '{"a": (1,), "b": {"c": 2.0}}',
    String.raw`"\"\\\n\t\x00\101 é \U0001f40d"`,
    String.raw`r'\n'`,
    String.raw`'\N{DIGIT ONE}'`
  ];

  test('are written as they were read', () => {
    const pairs = texts.map(text => {
      const statement = parse(text).tree?.d.statements[0];
      const node = is(statement, 'StatementList') ? statement.d.statements[0] : undefined;
      const found = node && literalOf(node);
      return [text, found ? python.literal(found.value, found.type) : ''] as const;
    });
    expect(pairs.filter(([, again]) => again === '').map(([text]) => text)).toEqual(['set()', String.raw`'\N{DIGIT ONE}'`]);
    const code = 'import sys, json\nprint([p for p in json.load(sys.stdin) if p[1] and repr(eval(p[0])) != repr(eval(p[1]))])';
    const compared = spawnSync('python3', ['-c', code], { input: JSON.stringify(pairs), encoding: 'utf8' });
    if (compared.error === undefined) expect(compared.stdout.trim(), compared.stderr).toBe('[]');
  });

  test('any text is safe', () => {
    for (const text of ["it's", '"""', '\\', '\ud800', '\u2028', '\r\n', '${x}', '{y}'])
      expect(python.literal(text, 'str')).toMatch(/^"[^"\n\r\u2028\ud800]*(?:\\"[^"\n]*)*"$/u);
  });
});

describe('spans', () => {
  test("of translated lines are the author's", () => {
    const source = 'x = 1\n!echo {x}\ny = x';
    const facts = analyze(source);
    expect(facts.statements.map(({ span }) => source.slice(span.from, span.to))).toEqual(['x = 1', '!echo {x}', 'y = x']);
    expect(facts.runtime).toEqual(['shell']);
  });

  test('of definitions hold their decorators and no comment after them', () => {
    const source = '@cache\ndef f():\n    return 1  # one\n\n# next\nx = f()';
    expect(analyze(source).statements.map(({ span }) => source.slice(span.from, span.to))).toEqual(['@cache\ndef f():\n    return 1', 'x = f()']);
  });
});

test('directive magics are no code, and what follows them may be a cell magic', () => {
  const source = '%%node train\n%%writefile a.txt\nhello';
  const facts = python.analyze({ id: 'cell', source, directives: [{ from: 0, to: 13 }] });
  expect(facts.diagnostics).toEqual([]);
  expect(applyEdits(source, facts.edits)).toBe('\nwrite_file("a.txt", """\\\nhello\\n""")');
});

test('lines inside strings are told', () => {
  expect(analyze('x = """a\n b\n"""\ny = (1,\n 2)\nf(f"""{\nx}""")').fixedLines).toEqual([1, 2, 6]);
  expect(analyze('%%bash\nls\npwd').fixedLines).toEqual([1, 2]);
});

test('futures of earlier cells count', () => {
  const source = 'def f(a: Later): ...';
  expect(analyze(source).flow).toHaveLength(2);
  expect(python.analyze({ id: 'cell', source, directives: [], futures: ['annotations'] }).flow).toHaveLength(1);
});

test('syntax newer than the kernel is named', () => {
  expect(python.analyze({ id: 'cell', source: 'type X = int', directives: [] }, '3.11.7').diagnostics[0]?.message).toContain('3.12');
});

describe('total', () => {
  const deep = {
    brackets: '('.repeat(3000),
    attributes: `x${'.a'.repeat(3000)}`,
    sum: `a${'+a'.repeat(5000)}`,
    conditions: `${'a if b else '.repeat(2000)}c`,
    lambdas: `${'lambda: '.repeat(1000)}1`,
    targets: `${'x = '.repeat(3000)}1`,
    tries:
      Array.from({ length: 18 }, (_, depth) => `${' '.repeat(depth)}try:`).join('\n') +
      `\n${' '.repeat(18)}x = 1\n` +
      Array.from({ length: 18 }, (_, depth) => `${' '.repeat(17 - depth)}except E: pass`).join('\n')
  };

  test.each(Object.entries(deep))('deep %s', (_, source) => {
    const started = performance.now();
    expect(() => analyze(source)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('damaged cells', () => {
    const cells = [
      '%%capture out\nfor x in y:\n    !echo {x} $y\nx',
      'def f(a, *b, c=1):\n    """text"""\n    return [i for i in a if (n := i)]',
      'match x:\n    case {"a": [b, *_]}: pass',
      "f'{x!r:>{w}}' % (a, b)",
      '%time z = %env A\na?\n>>> b'
    ];
    const pieces = [
      '(',
      ')',
      '[',
      '}',
      '{',
      '"',
      "'''",
      '\n',
      '\\\n',
      '    ',
      '!',
      '%',
      '%%',
      '?',
      ':',
      '=',
      'lambda ',
      'await ',
      'yield ',
      '*',
      '@',
      '#',
      'f"{',
      '\0',
      'é',
      '🐍',
      '$x',
      'global x\n',
      'del ',
      '>>> ',
      'In [1]: '
    ];
    let state = 7;
    const random = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 1500; round++) {
      let source = cells[random(cells.length)] ?? '';
      for (let change = random(4); change >= 0; change--) {
        const at = random(source.length + 1);
        source = source.slice(0, at) + (random(3) === 0 ? '' : (pieces[random(pieces.length)] ?? '')) + source.slice(at + random(3));
      }
      const facts = analyze(source);
      const isCaptured = facts.runtime.includes('end_capture');
      if (!isCaptured) expect(applyEdits(source, facts.edits).split('\n').length, source).toBe(source.split('\n').length);
      for (const { span } of facts.statements) expect(span.from <= span.to && span.to <= source.length, source).toBe(true);
    }
  });
});
