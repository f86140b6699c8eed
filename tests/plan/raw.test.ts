import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import type { FileListing } from '../../converter/notebook/listing.js';
import { notebookDocument } from '../support/notebook.js';

const present = ['x.csv', 'data/x.csv', 'data/y.csv', 'other/y.csv', 'tools.py'];

const files: FileListing = {
  folder: '',
  kind: path => (present.includes(path) ? 'file' : path === 'data' ? 'folder' : undefined),
  list: folder => present.filter(path => folder === '.' || path.startsWith(`${folder}/`)),
  read: () => undefined
};

/** The plan of nodes `a`, `b`, … after the usual imports. */
function planOf(...nodes: readonly string[]) {
  const cells = nodes.map((source, index) => ({ source, espalier: { role: 'node', node: String.fromCharCode(97 + index) } }));
  const setup = { source: 'import os\nimport pandas as pd', espalier: { role: 'setup' } };
  const { plan, diagnostics } = planNotebook(notebookDocument([setup, ...cells]), { name: 'raw', files });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const body = (name: string) => plan?.nodes.find(node => node.name === name)?.body.map(({ text }) => text) ?? [];
  const inputs = (plan?.datasets ?? []).filter(({ kind }) => kind === 'file').map(({ name, file, consumers }) => ({ name, ...file, consumers }));
  return { body, inputs, places: plan?.workspace.files.map(({ from, to }) => `${from} → ${to}`) ?? [], nodes: plan?.nodes ?? [] };
}

describe('a free input', () => {
  it('takes the place of a call that reads a file, with its options', () => {
    const { body, inputs, places, nodes } = planOf(
      'df = pd.read_csv("./data/x.csv", sep=";", dtype={"name": "str"}, parse_dates=["day"], nrows=None).dropna()\nprint(df)'
    );
    expect(body('a')).toEqual(['df = x_raw.dropna()\nprint(df)']);
    expect(inputs).toEqual([
      {
        name: 'x_raw',
        path: 'data/01_raw/x.csv',
        format: 'pandas.read_csv',
        options: { sep: ';', dtype: { name: 'str' }, parse_dates: ['day'], nrows: null },
        consumers: ['a']
      }
    ]);
    expect(places).toEqual(['data/x.csv → data/01_raw/x.csv']);
    expect(nodes[0]).toMatchObject({ usesImports: [], fileReads: [], inputs: [{ dataset: 'x_raw', takes: ['x_raw'] }] });
  });

  it('leaves a node what else it reads and uses', () => {
    const { nodes } = planOf('df = pd.read_csv("x.csv")\nprint(df, pd.NA, open("other/y.csv").read())');
    expect(nodes[0]).toMatchObject({ usesImports: ['pd'], fileReads: ['other/y.csv'] });
  });

  it.each([
    ['in any line of any cell of a node', 'a = 1\n\ndef half(n):\n    return n / 2\n\ndf = pd.read_csv("x.csv")\nprint(half(len(df)), a)'],
    ['while options say how frames are shown', 'pd.options.display.max_rows = 5\npd.set_option("display.precision", 2)\ndf = pd.read_csv("x.csv")\nprint(df)']
  ])('is made %s', (_, source) => {
    expect(planOf(source, 'print(1)').inputs.map(({ name }) => name)).toEqual(['x_raw']);
  });

  it('is one where several nodes read alike, several where they read differently', () => {
    const { inputs } = planOf('df = pd.read_csv("x.csv")\nprint(df)', 'e = pd.read_csv("x.csv")\nprint(e)', 'f = pd.read_csv("x.csv", nrows=3)\nprint(f)');
    expect(inputs.map(({ name, consumers }) => [name, consumers])).toEqual([
      ['x_raw', ['a', 'b']],
      ['x_raw_2', ['c']]
    ]);
  });

  it('has a name that hides nothing', () => {
    const { body } = planOf('x_raw = 1\ndf = pd.merge(pd.read_csv("x.csv"), pd.read_csv("data/y.csv", index_col=0))\nprint(df, x_raw)');
    expect(body('a')).toEqual(['x_raw = 1\ndf = pd.merge(x_raw_2, y_raw)\nprint(df, x_raw)']);
  });

  it.each([
    ['name of the notebook that is gone by then', ['x_raw = [1]\nprint(x_raw)\ndel x_raw', 'df = pd.read_csv("x.csv")\nprint(df)']],
    ['dataset of two names for one list', ['x = [1]\nraw = x', 'x.append(2)', 'print(raw, x)\ndf = pd.read_csv("x.csv")\nprint(df)']]
  ])('has a name that is not the %s', (_, nodes) => {
    expect(planOf(...nodes).inputs.map(({ name }) => name)).toEqual(['x_raw_2']);
  });

  it.each([
    ['is read a second time by the node', 'a = pd.read_csv("x.csv")\nb = pd.read_csv("x.csv")\nprint(a, b)'],
    ['is read in another way, too', 'df = pd.read_csv("x.csv")\nprint(df, open("x.csv").read())'],
    ['is written', 'df = pd.read_csv("x.csv")\ndf.to_csv("x.csv")'],
    ['may be written', 'df = pd.read_csv("x.csv")\ndf.to_csv(os.environ["OUT"])'],
    ['may be listed', 'df = pd.read_csv("x.csv")\nprint(df, os.listdir("."))'],
    ['is read by a shell line', 'df = pd.read_csv("x.csv")\nprint(df)\n!head -1 x.csv'],
    ['is read in a branch', 'if os.environ.get("A"):\n    df = pd.read_csv("x.csv")\n    print(df)'],
    ['is read if need be', 'df = None or pd.read_csv("x.csv")\nprint(df)'],
    ['is read in a loop', 'frames = [pd.read_csv("x.csv") for _ in range(2)]\nprint(frames)'],
    ['is read by a function', 'def read():\n    return pd.read_csv("x.csv")\ndf = read()\nprint(df)'],
    ['is not there', 'try:\n    df = pd.read_csv("none.csv")\nexcept OSError:\n    df = 1\nprint(df)'],
    ['is read after the folder changed', 'os.chdir("data")\ndf = pd.read_csv("x.csv")\nprint(df)'],
    ['is read with options that are no constants', 'n = len(os.environ)\ndf = pd.read_csv("x.csv", nrows=n)\nprint(df)'],
    ['is read with options that are given by place', 'df = pd.read_csv("x.csv", ";")\nprint(df)'],
    ['is read with options of a dictionary', 'df = pd.read_csv("x.csv", **{"sep": ";"})\nprint(df)'],
    ['is read with options of a list with others in it', 'cols = ["a"]\ndf = pd.read_csv("x.csv", usecols=[*cols, "b"])\nprint(df)'],
    ['is read with a list of what is no constant', 'df = pd.read_csv("x.csv", usecols=["a", os.sep])\nprint(df)'],
    ['is read with a tuple, which YAML has no word for', 'df = pd.read_csv("x.csv", usecols=("a", "b"))\nprint(df)'],
    ['is read with a dictionary by numbers', 'df = pd.read_csv("x.csv", names=["a"], dtype={0: "str"})\nprint(df)'],
    ['is read with a dictionary by texts that are no words', 'df = pd.read_csv("x.csv", dtype={"a b": "str"})\nprint(df)'],
    ['is named by keyword', 'df = pd.read_csv(filepath_or_buffer="x.csv")\nprint(df)'],
    ['is named in a list', 'df = pd.read_csv(*["x.csv"])\nprint(df)'],
    ['is named by a variable', 'path = "x.csv"\ndf = pd.read_csv(path)\nprint(df)'],
    ['is read by a call of several lines', 'df = pd.read_csv(\n    "x.csv"\n)\nprint(df)'],
    ['is read on the line whose value is shown', 'df = pd.read_csv("x.csv"); df.head()'],
    ['is shown and nothing else', 'pd.read_csv("x.csv")'],
    ['is read by a script', 'max = max([1, 2])\ndf = pd.read_csv("x.csv")\nprint(df, max)'],
    ['is read while a module beside the notebook may read it', 'import tools\ndf = pd.read_csv("x.csv")\nprint(df, tools.load())'],
    ['is read by one of two calls that look alike', 'df = pd.read_csv("x.csv")\nprint(df)', 'df = pd.read_pickle("x.csv")\nprint(df)'],
    ['is read before text that cannot be read', 'df = pd.read_csv("x.csv")\nprint(df)', 'exec(os.environ["A"])'],
    [
      'is read before the folder is perhaps another one',
      'df = pd.read_csv("x.csv")\nprint(df)',
      'if os.environ.get("A"):\n    os.chdir("data")',
      'print(os.getcwd())'
    ],
    ['is read with a whole float, which YAML has no word for', 'df = pd.read_csv("x.csv", na_values=1.0)\nprint(df)'],
    ['is read while options of pandas say how', 'pd.set_option("future.infer_string", False)\ndf = pd.read_csv("x.csv")\nprint(df)'],
    [
      'is read while an option says how that only sounds like one of the display',
      'pd.set_option("mode.display.max_rows", 5)\ndf = pd.read_csv("x.csv")\nprint(df)'
    ],
    ['is written elsewhere', 'df = pd.read_csv("x.csv")\nprint(df)', 'open("x.csv", "w").write("a")'],
    ['may be written elsewhere', 'df = pd.read_csv("x.csv")\nprint(df)', 'open(str(len("a")), "w").write("a")'],
    ['is read by code that cannot be read', 'df = pd.read_csv("x.csv")\nexec(os.environ["A"])'],
    ['is read by a reader that somebody put in place of the library’s', 'pd.read_csv = pd.read_json\ndf = pd.read_csv("x.csv")\nprint(df)']
  ])('is not made of a file that %s', (_, ...nodes) => {
    expect(planOf(...nodes).inputs).toEqual([]);
  });

  it('is made of one only of two files with one name', () => {
    const { inputs, places } = planOf('a = pd.read_csv("data/y.csv")\nb = pd.read_csv("other/y.csv")\nprint(a, b)');
    expect(inputs.map(({ path }) => path)).toEqual(['data/01_raw/y.csv']);
    expect(places).toEqual(['data/y.csv → data/01_raw/y.csv', 'other/y.csv → workspace/other/y.csv']);
  });
});
