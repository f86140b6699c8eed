import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { notebookDocument } from '../support/notebook.js';
import { espalier, scratch, write, writeNotebook } from '../support/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');
const folder = scratch();
const elsewhere = scratch();

interface Told {
  readonly verdict: string;
  readonly differences: readonly { readonly cell: number; readonly node: string; readonly kind: string; readonly name: string }[];
  readonly unstable: readonly { readonly name: string; readonly kind: string }[];
  readonly compared: { readonly [kind: string]: number };
}

const verify = (name: string, ...more: readonly string[]) => espalier(folder, 'verify', `${name}.ipynb`, '--python', python, ...more);

async function told(name: string, ...more: readonly string[]): Promise<Told> {
  const { out } = await verify(name, '--format', 'json', ...more);
  const { notebooks } = JSON.parse(out) as { readonly notebooks: readonly Told[] };
  const [only] = notebooks;
  if (!only) throw new Error(out);
  return only;
}

describe('verify', { timeout: 180_000 }, () => {
  it('says how much is equal, and leaves nothing behind', async () => {
    write(join(folder, 'data', 'in.csv'), 'a,b\n1,2\n');
    writeNotebook(join(folder, 'plain.ipynb'), [
      "import random\nrandom.seed(1)\nrows = open('data/in.csv').read().split()\nrows",
      'class Box:\n    def __init__(self, rows):\n        self.rows = rows\n\nbox = Box(rows)\nprint(random.random())',
      "with open('out.txt', 'w') as file:\n    file.write(str(box.rows))\ndisplay({'application/json': {'rows': [1, None]}}, raw=True)"
    ]);
    mkdirSync(join(folder, 'temporary'));
    vi.stubEnv('TMPDIR', join(folder, 'temporary'));
    const { code, out, err } = await verify('plain');
    expect(err).toBe('');
    expect(out).toMatch(/^plain\.ipynb: equal: 4 values, 1 state, 1 printed text, 2 displays, 1 file compared in 3 nodes \(/);
    expect(code).toBe(0);
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual(['data', 'plain.ipynb', 'temporary']);
    expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
  });

  it('tells the first difference of a project that was changed by hand: cell, name, both values', async () => {
    writeNotebook(join(folder, 'edited.ipynb'), ['x = [1, 2, 3]', 'y = [v * 2 for v in x]', 'print(sum(y))']);
    await espalier(folder, 'compile', 'edited.ipynb', '-o', 'edited');
    const nodes = join(folder, 'edited', 'src', 'edited', 'nodes.py');
    write(nodes, readFileSync(nodes, 'utf8').replace('v * 2', 'v * 3'));
    const { code, out } = await verify('edited', '-o', 'edited');
    expect(code).toBe(1);
    expect(out).toContain("cell 2, node 'n1', after it: y\n    at       y[0]\n    notebook 2\n    pipeline 3\n");
    expect(out).toContain("2 more differences:\n    cell 3, node 'n2', before it: y\n    cell 3, node 'n2', printed: stdout\n");
    expect((await verify('edited')).code).toBe(0);
  });

  it('lists what two runs of the notebook give differently, and compares the rest', async () => {
    writeNotebook(join(folder, 'clock.ipynb'), [
      "import time, random\nstamp = time.time_ns()\nfixed = 3\nnames = list({'a', 'b', 'c', 'd', 'e', 'f', 'g'})",
      "noise = random.random()\nprint('noise', noise)\nprint('fixed', fixed)\nobject()",
      "open(f'{stamp}.txt', 'w').close()\nprint(len(names), noise > 2)"
    ]);
    const { verdict, unstable, differences } = await told('clock');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
    const names = unstable.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['stamp', 'names', 'noise', 'stdout line 1']));
    expect(names).not.toContain('fixed');
    expect(names.some(name => name.endsWith('.txt'))).toBe(true);
  });

  it('runs the notebook again where its pipeline differs: two runs may agree by chance', async () => {
    const calls = join(elsewhere, 'calls');
    writeNotebook(join(folder, 'chance.ipynb'), [
      `import subprocess\ncall = int(subprocess.check_output('echo >> ${calls}; wc -l < ${calls}', shell=True))`,
      "late = call > 2\nprint('late' if late else 'early')",
      "print(late)\nprint('later' if call > 4 else 'earlier')",
      'fixed = 3\nprint(fixed)'
    ]);
    const { verdict, differences, unstable } = await told('chance');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
    expect(unstable.map(({ name }) => name)).toEqual(expect.arrayContaining(['call', 'late', 'stdout line 1']));
    expect(unstable.map(({ name }) => name)).not.toContain('fixed');
  });

  it('compares no warnings, whose places differ: also those of several lines, and those that are not called so', async () => {
    writeNotebook(join(folder, 'warned.ipynb'), [
      "import sys, warnings\nimport pandas as pd\nwarnings.warn('first\\nsecond\\n\\nthird', FutureWarning)",
      "frame = pd.DataFrame({'a': [1, 2]})\nframe['a'][0] = 9\nprint('told', file=sys.stderr)"
    ]);
    const { verdict, differences, compared } = await told('warned');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
    expect(compared['errors']).toBe(1);
  });

  it('compares what failed displays tell, and not the frames of tracebacks, which stand elsewhere', async () => {
    writeNotebook(join(folder, 'broken.ipynb'), [
      "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no table')\nbroken = Broken()",
      'display(broken)\nprint("on")',
      "import traceback\ntry:\n    int('x')\nexcept ValueError:\n    traceback.print_exc()"
    ]);
    const { verdict, differences, compared } = await told('broken');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
    expect(compared['errors']).toBe(2);
  });

  it('compares tables of the notebook that derive from those of pandas, with what they keep', async () => {
    writeNotebook(join(folder, 'derived.ipynb'), [
      'import pandas as pd\nclass Odds(pd.DataFrame):\n    _metadata = ["note"]\nodds = Odds({"a": [1.0, 2.0]})\nodds.note = "fair"',
      'odds["b"] = odds.a / odds.a.sum()',
      'print(odds, odds.note)'
    ]);
    const { verdict, differences, compared } = await told('derived');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
    expect(compared['values']).toBeGreaterThan(1);
  });

  it('takes the package of the project for itself, whatever lies beside the notebook', async () => {
    write(join(folder, 'named.py'), 'raise SystemError\n');
    writeNotebook(join(folder, 'named.ipynb'), ['import glob\ndef two():\n    return len(glob.glob("named.*"))', 'x = two()', 'print(x)']);
    const { verdict, differences } = await told('named');
    expect(differences).toEqual([]);
    expect(verdict).toBe('equal');
  });

  it('finds the settings of figures that lie beside the notebook, in a folder of any name', async () => {
    const name = 'it\'s "here"';
    write(join(folder, name, 'matplotlibrc'), 'figure.dpi: 55\n');
    write(join(folder, 'more.txt'), 'more');
    const drawn = ['import matplotlib.pyplot as plt', "fig, ax = plt.subplots()\nprint(fig.dpi, open('../more.txt').read())", 'fig'];
    writeNotebook(join(folder, name, 'drawn.ipynb'), drawn);
    const { out } = await espalier(folder, 'verify', `${name}/drawn.ipynb`, '--root', '.', '--python', python);
    expect(out).toContain('drawn.ipynb: equal: 2 values, 1 printed text, 2 displays compared in 2 nodes (');
  });

  it('says that a notebook fails, and that its pipeline fails alike', async () => {
    writeNotebook(join(folder, 'failing.ipynb'), ['x = 1', 'y = x / 0', 'print(y)']);
    const { code, out } = await verify('failing');
    expect(code).toBe(1);
    expect(out).toContain('failing.ipynb: the notebook itself fails');
    expect(out).toContain('cell 2 raises ZeroDivisionError: division by zero');
  });

  it('says that a guard stopped the pipeline, and compares no files of nodes that did not run', async () => {
    const called = Array.from({ length: 30 }, (_, index) => `def f${index}(n):\n    return f${index + 1}(n - 1) if n else f${index + 1}(n)\n`);
    const last = "def f30(n):\n    mpl.rcParams['lines.linewidth'] = 2.0\n    return 2.0\n";
    write(join(folder, 'style.py'), ['import matplotlib as mpl\n', ...called, last].join('\n'));
    writeNotebook(join(folder, 'stopped.ipynb'), [
      'import matplotlib.pyplot as plt\nimport style\nwide = style.f0(40)',
      "plt.plot([1, 2])\nplt.savefig('line.png')\nprint(wide)"
    ]);
    const { verdict, differences } = await told('stopped');
    expect(differences).toEqual([]);
    expect(verdict).toBe('guarded');
  });

  it('knows what is refused', async () => {
    writeNotebook(join(folder, 'asking.ipynb'), ['x = 1', "y = input('?')", 'print(x, y)']);
    const { verdict } = await told('asking');
    expect(['refused', 'fails']).toContain(verdict);
  });

  it('suggests nodes with --auto, and runs what %%node marks', async () => {
    const heading = (text: string) => ({ kind: 'markdown', source: `# ${text}` });
    write(
      join(folder, 'auto.ipynb'),
      JSON.stringify(notebookDocument([heading('Load'), 'x = [3, 1, 2]', heading('Sort'), 'y = sorted(x)\ny', heading('Show'), 'print(y)']))
    );
    expect((await told('auto', '--auto')).verdict).toBe('equal');
    write(join(folder, 'magic.ipynb'), JSON.stringify(notebookDocument(['%%node load\nx = 1', '%%node show\nprint(x)'])));
    const { verdict, compared } = await told('magic');
    expect([verdict, compared['values']]).toEqual(['equal', 2]);
  });

  it('names what is missing', async () => {
    const { code, err } = await espalier(folder, 'verify', 'plain.ipynb', '--python', 'nowhere/python');
    expect(code).toBe(1);
    expect(err).toContain('error[no-python]');
    expect((await espalier(folder, 'verify', '-')).code).toBe(2);
  });
});
