import { python } from '../../converter/languages/python/index.js';
import type { Dataset, HelperDefinition, NodeInput, NodeOutput, PipelineNode, Plan, TextPiece } from '../../converter/plan/plan.js';

/** A piece of a cell's text. */
export const piece = (cell: string, index: number, text: string, more: Partial<TextPiece> = {}): TextPiece => ({
  cell,
  index,
  line: 1,
  text,
  fixedLines: [],
  ...more
});

/** A node of one cell; what is not said is empty. */
export function nodeOf(name: string, index: number, text: string, more: Partial<PipelineNode> = {}): PipelineNode {
  const form = more.form ?? 'function';
  return {
    name,
    form,
    rung: form,
    reasons: [],
    cells: [{ id: `cell-${index}`, index }],
    inputs: [],
    outputs: [],
    stateIn: [],
    stateOut: [],
    filesIn: [],
    restated: [],
    declares: [],
    body: text === '' ? [] : [piece(`cell-${index}`, index, text)],
    runtime: [],
    usesHelpers: [],
    usesImports: [],
    types: {},
    readsOnly: [],
    usedLater: [],
    touches: [],
    fileReads: [],
    fileWrites: [],
    settings: {},
    ...more
  };
}

export const takes = (dataset: string, ...names: readonly string[]): NodeInput => ({ dataset, names, takes: names });
export const parameter = (name: string): NodeInput => ({ parameter: name, names: [name], takes: [name] });
export const gives = (dataset: string, ...names: readonly string[]): NodeOutput => ({ dataset, names, optional: [] });

export const helper = (kind: HelperDefinition['kind'], name: string, text: string, more: Partial<HelperDefinition> = {}): HelperDefinition => ({
  names: [name],
  kind,
  piece: piece('cell-0', 0, text),
  usesHelpers: [],
  usesImports: [],
  runtime: [],
  ...more
});

/** A plan around nodes; its datasets follow from what they take and give. */
export function planOf(name: string, nodes: readonly PipelineNode[], more: Partial<Plan> = {}): Plan {
  return {
    name,
    package: name,
    language: 'python',
    notebook: { name, kernel: 'python3', digest: '0'.repeat(64) },
    nodes,
    datasets: nodes.flatMap(node => datasetsOf(node, nodes)),
    parameters: [],
    edges: [],
    helpers: { imports: [], definitions: [], setup: [], setupUses: { imports: [], helpers: [] }, futures: [] },
    requirements: [],
    workspace: { directory: 'workspace', files: [] },
    assumes: {},
    diagnostics: [],
    ...more
  };
}

function datasetsOf({ name, outputs, stateOut, filesOut }: PipelineNode, nodes: readonly PipelineNode[]): readonly Dataset[] {
  const layer = '02_intermediate';
  const users = (uses: (node: PipelineNode) => boolean) => nodes.filter(uses).map(user => user.name);
  return [
    ...outputs.map(({ dataset, names }): Dataset => ({
      name: dataset,
      names,
      kind: names.length > 1 ? 'bundle' : 'value',
      producer: name,
      consumers: users(({ inputs }) => inputs.some(input => input.dataset === dataset)),
      layer
    })),
    ...stateOut.map(({ dataset, state }): Dataset => ({
      name: dataset,
      names: [state],
      kind: 'state',
      producer: name,
      consumers: users(({ stateIn }) => stateIn.some(taken => taken.dataset === dataset)),
      layer
    })),
    ...(filesOut === undefined
      ? []
      : [{ name: filesOut, names: [], kind: 'order', producer: name, consumers: users(({ filesIn }) => filesIn.includes(filesOut)), layer } satisfies Dataset])
  ];
}

const imported = (text: string, module: string, name: string) => ({ name, text, module, standard: python.distribution(module).kind === 'standard' });

/** Parameters, a bundle, a helper, options, a script, seeded draws, and a file that passes between nodes. */
export const penguins: Plan = planOf(
  'penguins',
  [
    nodeOf(
      'load',
      2,
      '# Three islands, measured by hand\npenguins = pd.DataFrame(\n    {\n        "island": ["Dream", "Biscoe", "Dream", "Torgersen"] * 5,\n        "mass": [3750.0, None, 3250.0, 4675.0] * 5,\n    }\n)\nshow(penguins.head())',
      {
        title: 'Load the measurements',
        doc: 'One row for each penguin.\n\n- `island`: where it was seen\n- `mass`: in grams',
        outputs: [gives('penguins', 'penguins')],
        runtime: ['show'],
        usesImports: ['pd']
      }
    ),
    nodeOf('clean', 4, 'penguins = in_kilograms(penguins.dropna())\nprint(f"{len(penguins)} penguins left")', {
      title: 'Clean',
      inputs: [takes('penguins', 'penguins')],
      outputs: [gives('penguins_2', 'penguins')],
      usesHelpers: ['in_kilograms']
    }),
    nodeOf('seed', 5, 'np.random.seed(seed)', {
      inputs: [parameter('seed')],
      stateOut: [{ dataset: 'random_numpy_state', state: 'random.numpy' }],
      touches: ['random.numpy'],
      usesImports: ['np']
    }),
    nodeOf(
      'split',
      6,
      'order = np.random.permutation(len(penguins))\ncut = round(len(penguins) * test_size)\ntrain, test = penguins.iloc[order[cut:]], penguins.iloc[order[:cut]]',
      {
        title: 'Split into train and test',
        inputs: [takes('penguins_2', 'penguins'), parameter('test_size')],
        outputs: [gives('train_test', 'train', 'test')],
        stateIn: [{ dataset: 'random_numpy_state', state: 'random.numpy' }],
        touches: ['random.numpy'],
        readsOnly: [],
        usesImports: ['np']
      }
    ),
    nodeOf('write_summary', 7, 'text = """\n    mean mass\n"""\nPath("summary.txt").write_text(text + str(train["mass"].mean().round(3)))', {
      body: [
        piece('cell-7', 7, 'text = """\n    mean mass\n"""\nPath("summary.txt").write_text(text + str(train["mass"].mean().round(3)))', {
          line: 3,
          fixedLines: [1, 2]
        })
      ],
      inputs: [{ dataset: 'train_test', names: ['train', 'test'], takes: ['train'] }],
      filesOut: 'write_summary_done',
      fileWrites: ['summary.txt'],
      usesImports: ['Path']
    }),
    nodeOf(
      'report',
      8,
      'def line(label):\n    return f"{label}: {len(test)} of {sizes}"\n\nglobals()["banner"] = line("test")\nprint(banner)\nprint(Path("summary.txt").read_text())\nshow(in_kilograms(test))',
      {
        form: 'script',
        reasons: [{ rule: 'globals' }],
        title: 'Report',
        inputs: [{ dataset: 'train_test', names: ['train', 'test'], takes: ['test'] }, parameter('sizes')],
        outputs: [gives('banner', 'banner')],
        filesIn: ['write_summary_done'],
        fileReads: ['summary.txt'],
        runtime: ['show'],
        usesHelpers: ['in_kilograms'],
        usesImports: ['Path']
      }
    )
  ],
  {
    title: 'Penguins of three islands',
    doc: 'What do penguins weigh?',
    parameters: [
      { name: 'seed', value: 7, type: 'int', comment: 'any number will do', cell: 'cell-1' },
      { name: 'test_size', value: 0.25, type: 'float', comment: '# share of the rows', cell: 'cell-1' },
      { name: 'sizes', value: [8, [4, 2]], type: 'tuple[int, tuple]', cell: 'cell-1' }
    ],
    helpers: {
      futures: [],
      imports: [
        imported('import pandas as pd', 'pandas', 'pd'),
        imported('import numpy as np', 'numpy', 'np'),
        imported('from pathlib import Path', 'pathlib', 'Path'),
        imported('import os', 'os', 'os')
      ],
      definitions: [
        helper('constant', 'GRAMS', 'GRAMS = 1000  # in a kilogram'),
        helper('function', 'in_kilograms', 'def in_kilograms(table):\n    """Masses in kilograms."""\n    return table.assign(mass=table["mass"] / GRAMS)', {
          usesHelpers: ['GRAMS']
        })
      ],
      setup: [piece('cell-0', 0, 'pd.set_option("display.max_rows", 20)')],
      setupUses: { imports: ['pd'], helpers: [] }
    },
    requirements: [
      { distribution: 'numpy', modules: ['numpy'], certain: true },
      { distribution: 'pandas', modules: ['pandas'], certain: true },
      { distribution: 'penguinlib', modules: ['penguinlib'], certain: false }
    ],
    assumes: { pandas: '>=3' }
  }
);

const wild = 'Ends """ early \\N{BULLET} \\ #{x} ${y} <script>alert(1)</script> | `a` ]] "';

/** Text that would break out of docstrings, tables, graphs, YAML or TOML if it were let. */
export const hostile: Plan = planOf(
  'hostile',
  [
    nodeOf('first', 1, 'value = 1', { title: wild, doc: `${wild}\n\n# not a heading\n\n\`\`\`python\nnever closed`, outputs: [gives('value', 'value')] }),
    nodeOf('second', 2, '', {
      title: '"',
      doc: 'a\u0000b\u001b[31m\ud800\r\nnext',
      inputs: [takes('value', 'value'), parameter('yes')],
      filesOut: 'second_done'
    })
  ],
  {
    title: `${wild}\nand more`,
    doc: `${wild}\n\n<!-- open\n\n~~~\nopen`,
    notebook: { name: 'ho`st|ile ${x}', kernel: 'python3', digest: '0'.repeat(64) },
    parameters: [
      {
        name: 'yes',
        value: { on: 'off', 'a b': '${oc.env:HOME}', '???': '???', 'n\n': '1e3', none: null, time: '12:30:45', day: '2024-01-01' },
        type: 'dict',
        comment: '# one\n# two: {',
        cell: 'c'
      },
      { name: 'tiny', value: [1e-7, 2, -2, 1e21, 3], type: 'list[float, float, float, float, int]', cell: 'c' },
      { name: 'text', value: '\\${x} #{y} "quoted" \u0007', type: 'str', cell: 'c' }
    ],
    requirements: [{ distribution: 'wild\nname', modules: ['wild'], certain: false }]
  }
);

/** Names of nodes that are also names of helpers, imports, builtins, of the runtime, or of one another's arguments. */
export const collisions: Plan = planOf(
  'collisions',
  [
    nodeOf('clean', 1, 'rows = clean([3, None, 1])', { outputs: [gives('rows', 'rows')], usesHelpers: ['clean'] }),
    nodeOf('filter', 2, 'kept = list(filter(None, rows))\nshow(kept)', {
      inputs: [takes('rows', 'rows')],
      outputs: [gives('kept', 'kept')],
      runtime: ['show']
    }),
    nodeOf('sum', 3, 'total = math.fsum(kept) + sum(clean(kept))', {
      inputs: [takes('kept', 'kept')],
      outputs: [gives('total', 'total')],
      usesImports: ['math'],
      usesHelpers: ['clean']
    }),
    nodeOf('math', 4, 'pair = [total, math.pi]\nother = pair', {
      inputs: [takes('total', 'total')],
      outputs: [gives('pair_other', 'pair', 'other')],
      usesImports: ['math']
    }),
    nodeOf('node', 5, 'pair_other = len(pair) + len(node(other))', {
      inputs: [takes('pair_other', 'pair', 'other')],
      outputs: [gives('pair_other_2', 'pair_other')],
      usesHelpers: ['node']
    }),
    nodeOf('script', 6, 'same = pair is other\nprint(same, pair_other)', {
      form: 'script',
      inputs: [takes('pair_other_2', 'pair_other'), takes('pair_other', 'pair', 'other')],
      outputs: [gives('same', 'same')],
      members: ['compare', 'say']
    }),
    nodeOf('show', 7, 'show(same)', { inputs: [takes('same', 'same')], filesOut: 'show_done', runtime: ['show'] })
  ],
  {
    helpers: {
      futures: ['annotations'],
      imports: [imported('import math', 'math', 'math')],
      definitions: [
        helper('function', 'clean', 'def clean(rows):\n    return [row for row in rows if row is not None]'),
        helper('function', 'node', 'def node(x):\n    return x')
      ],
      setup: [],
      setupUses: { imports: [], helpers: [] }
    }
  }
);

/** Next to nothing. */
export const minimal: Plan = planOf('minimal', [nodeOf('only', 0, 'print("hello")', { filesOut: 'only_done' })]);
