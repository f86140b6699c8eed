import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Dataset } from '../../converter/plan/plan.js';
import { engineRequirements } from '../../converter/targets/kedro/metadata.js';
import { tomlString } from '../../converter/targets/kedro/toml.js';
import { fromLine, importBlock } from '../../converter/targets/python/imports.js';
import { docstring, wrapped } from '../../converter/targets/python/literals.js';
import { argumentDatasets } from '../../converter/targets/python/names.js';
import { lostType } from '../../converter/targets/python/types.js';
import { emitted, fileOf } from '../support/emitted.js';
import { collisions, gives, helper, hostile, minimal, nodeOf, parameter, penguins, piece, planOf, takes } from '../support/plans.js';

const source = (plan: typeof penguins, file: string) => fileOf(emitted(plan), `src/${plan.package}/${file}`);

describe('docstrings', () => {
  it('cannot be ended by their text', () => {
    expect(docstring('A """ and a \\', '')).toBe('"""A \\"\\"\\" and a \\\\"""');
    expect(docstring('ends with "', '')).toBe('"""ends with " """');
    expect(docstring('ends with """"', '')).toBe('"""ends with \\"\\"\\"" """');
  });
  it('hold no control characters, halves of characters or foreign line ends', () => {
    expect(docstring('a\u0000b\u001b[1m\ud800\r\nc', '    ')).toBe('    """ab[1m\ufffd\n    c\n    """');
  });
  it('are wrapped, but not their lists, code and tables', () => {
    const long = 'word '.repeat(30).trim();
    expect(
      wrapped(`${long}\n- ${long}\n    ${long}\n| ${long} |`, 60)
        .split('\n')
        .map(line => line.length > 60)
    ).toEqual([false, false, false, true, true, true]);
  });
});

describe('imports', () => {
  const from = (text: string, standard = false) => ({ name: text.split(' ').at(-1) ?? '', text, module: text.split(' ')[1] ?? '', standard });

  it('are sorted as isort sorts them', () => {
    const lines = [
      'import pandas as pd',
      'import numpy as np',
      'from sklearn.svm import SVC',
      'from sklearn.svm import l1_min_c',
      'from sklearn.svm import LinearSVC as L',
      'import Alpha'
    ];
    expect(importBlock([from('from pathlib import Path', true), from('import os', true), ...lines.map(line => from(line))])).toBe(
      [
        'import os',
        'from pathlib import Path',
        '',
        'import Alpha',
        'import numpy as np',
        'import pandas as pd',
        'from sklearn.svm import SVC, l1_min_c',
        'from sklearn.svm import LinearSVC as L'
      ].join('\n')
    );
  });
  it('have one name a line where they are long', () => {
    expect(
      fromLine(
        '.helpers',
        Array.from({ length: 12 }, (_, at) => `a_long_helper_name_${at}`)
      ).split('\n')
    ).toHaveLength(14);
  });
});

describe('nodes.py', () => {
  it('imports what functions use, inside them where a node has the name', () => {
    const text = source(collisions, 'nodes.py');
    expect(text).toContain('from .runtime import node as as_node\nfrom .runtime import script as as_script\n');
    expect(text).toContain('def sum(kept):\n    """Sum."""\n    import math\n    from builtins import sum\n\n    from .helpers import clean\n\n    total');
  });
  it('breaks long signatures and returns', () => {
    const names = Array.from({ length: 9 }, (_, at) => `a_rather_long_name_${at}`);
    const plan = planOf('long', [
      nodeOf('make', 0, names.map(name => `${name} = 1`).join('\n'), { outputs: names.map(name => gives(name, name)) }),
      nodeOf('use', 1, 'pass', { inputs: names.map(name => takes(name, name)), filesOut: 'use_done' })
    ]);
    const text = source(plan, 'nodes.py');
    expect(text).toContain('return (\n        a_rather_long_name_0,\n');
    expect(text).toContain('def use(\n    a_rather_long_name_0,\n');
  });
  it('leaves the inside of strings where it was', () => {
    const text = source(
      planOf('strings', [
        nodeOf('say', 0, '', { body: [piece('c', 0, 'x = """a\n  b\n\n"""\nif x:\n    y = 1', { fixedLines: [1, 2, 3] })], filesOut: 'say_done' })
      ]),
      'nodes.py'
    );
    expect(text).toContain('    x = """a\n  b\n\n"""\n    if x:\n        y = 1\n');
  });
  it('has only a docstring where nothing is left to run', () => {
    expect(source(planOf('idle', [nodeOf('rest', 0, '', { filesOut: 'rest_done' })]), 'nodes.py')).toMatch(/def rest\(\):\n {4}"""Rest\."""\n$/);
  });
});

describe('scripts', () => {
  it('import what they use by the package, futures first', () => {
    const plan = { ...penguins, helpers: { ...penguins.helpers, futures: ['annotations'] } };
    expect(source(plan, 'scripts/report.py')).toMatch(
      /^from __future__ import annotations\n\nfrom pathlib import Path\n\nfrom penguins\.helpers import in_kilograms\nfrom penguins\.runtime import show\n\ndef line/
    );
  });
});

describe('helpers.py', () => {
  it('names its setup so that a helper of that name stays', () => {
    const plan = planOf('clash', minimal.nodes, {
      helpers: { ...minimal.helpers, definitions: [helper('function', 'setup', 'def setup():\n    return 1')], setup: [piece('c', 0, 'pass')] }
    });
    expect(source(plan, 'helpers.py')).toContain('def setup_2() -> None:');
    expect(JSON.parse(source(plan, 'nodes.json'))).toMatchObject({ setup: 'setup_2' });
  });
});

describe('arguments', () => {
  it('of bundles, states and files give way to the names of values', () => {
    const node = nodeOf('n', 0, '', {
      inputs: [takes('a_b', 'a', 'b'), takes('a_b_2', 'a_b'), parameter('done')],
      stateIn: [{ dataset: 'random', state: 'random.numpy' }],
      filesIn: ['done']
    });
    expect(argumentDatasets(node)).toEqual([
      { argument: 'a_b_2', dataset: 'a_b' },
      { argument: 'a_b', dataset: 'a_b_2' },
      { argument: 'done', dataset: 'params:done' },
      { argument: 'random', dataset: 'random' },
      { argument: 'done_2', dataset: 'done' }
    ]);
  });
});

describe('types that YAML loses', () => {
  it.each([
    ['int', undefined],
    ['list[float, float]', undefined],
    ['tuple', { is: 'tuple' }],
    ['list[int, tuple[float, set]]', { is: 'list', of: [null, { is: 'tuple', of: [null, { is: 'set' }] }] }]
  ])('%s', (type, lost) => expect(lostType(type)).toEqual(lost));
});

describe('configuration', () => {
  it('of files that the catalog reads', () => {
    const file: Dataset = {
      name: 'raw',
      names: ['raw'],
      kind: 'file',
      consumers: ['only'],
      layer: '01_raw',
      file: { path: 'workspace/a b.csv', format: 'pandas.CSVDataset', options: { sep: ';' } }
    };
    const plan = { ...minimal, datasets: [file] };
    expect(parse(fileOf(emitted(plan), 'conf/base/catalog.yml'))).toEqual({
      raw: { type: 'pandas.CSVDataset', filepath: 'workspace/a b.csv', load_args: { sep: ';' }, metadata: { 'kedro-viz': { layer: 'raw' } } }
    });
    expect(engineRequirements(plan)).toEqual({ kedro: '~=1.7', 'kedro-datasets[pandas-csvdataset]': '~=9.6' });
  });
  it('keeps comments as comments and floats as floats', () => {
    const text = fileOf(emitted(hostile), 'conf/base/parameters.yml');
    expect(text).toContain('# one\n# two: {\n"yes":');
    expect(text).toContain('tiny: [1.0e-7, 2.0, -2.0, 1.0e+21, 3]');
  });
  it('says requirements that are not certain in comments only', () => {
    const text = fileOf(emitted(hostile), 'requirements.txt');
    expect(text.split('\n').filter(line => line.includes('wild'))).toEqual([expect.stringMatching(/^# wild/)]);
  });
  it('has TOML strings of one line', () => expect(tomlString('a"b\\\n\ud800\u2028\u007f')).toBe('"a\\"b\\\\\\n\ufffd\\u2028\\u007f"'));
});
