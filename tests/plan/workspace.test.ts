import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import type { FileListing } from '../../converter/notebook/listing.js';
import { notebookDocument } from '../support/notebook.js';

/** What lies below the root, by its path from the folder of the notebook, `deep/notes`. */
const texts: { readonly [path: string]: string } = {
  'x.csv': '',
  'data/y.csv': '',
  'data/z.csv': '',
  '../near.csv': '',
  '../../far.csv': '',
  'tools.py':
    'import  parts\nfrom text_parts import words\nimport os, sys\ndef late():\n\timport later\n    from other.one import x\nprint("x") # import never\n"import never"\n',
  'parts.py': 'import tools',
  'text_parts.py': 'words = "important never"',
  'later.py': '',
  'never.py': '',
  'other/one.py': 'import parts',
  'other/two.py': ''
};
const paths = Object.keys(texts).sort();
const below = (folder: string) => paths.filter(path => (folder === '.' ? !path.startsWith('..') : path.startsWith(`${folder}/`)));

const files: FileListing = {
  folder: 'deep/notes',
  kind: path => (path in texts ? 'file' : path === 'link.csv' ? 'link' : below(path).length > 0 ? 'folder' : undefined),
  list: below,
  read: path => texts[path]
};

function planOf(source: string, listing: FileListing = files) {
  const cells = [
    { source: 'import os', tags: ['setup'] },
    { source, tags: ['node:a'] }
  ];
  const { plan, diagnostics } = planNotebook(notebookDocument(cells), { name: 'places', files: listing });
  return {
    directory: plan?.workspace.directory,
    copies: plan?.workspace.files.map(({ from, to, written }) => `${from} > ${to}${written ? ' written' : ''}`) ?? [],
    told: diagnostics.flatMap(({ code }) => (code.startsWith('path-') ? [code] : [])),
    requirements: plan?.requirements.map(({ distribution, modules, certain }) => `${distribution}${certain ? '' : '?'} ${modules.join(' ')}`) ?? []
  };
}

const all = (suffix: string) => below('.').map(path => `${path} > workspace/${path}${suffix}`);

describe('files around the notebook', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['that are read', 'print(open("x.csv").read(), open("data/y.csv").read())', ['data/y.csv > workspace/data/y.csv', 'x.csv > workspace/x.csv'], []],
    ['that are written', 'print(open("x.csv", "w").write("1"))', ['x.csv > workspace/x.csv written'], []],
    ['that are added to', 'print(open("x.csv", "a").write("1"))', ['x.csv > workspace/x.csv written'], []],
    ['that are removed', 'os.remove("x.csv")', ['x.csv > workspace/x.csv written'], []],
    ['of a folder that is listed', 'print(os.listdir("data"))', ['data/y.csv > workspace/data/y.csv', 'data/z.csv > workspace/data/z.csv'], []],
    ['that cannot be told', 'print(open(os.environ["A"]).read())', all(''), []],
    ['that cannot be told, and are written', 'print(open(os.environ["A"], "w").write("1"))', all(' written'), []],
    ['that a pattern finds', 'import glob\nprint(glob.glob("data/*.csv"))', all(''), []],
    ['that are not there', 'print(open("none.csv").read())', [], ['path-not-found']],
    ['that are not there until they are written', 'open("none.csv", "w").write("1")\nprint(open("none.csv").read())', [], []],
    ['that are not there until a folder is made', 'os.makedirs("out")\nprint(open("out/none.csv").read())', [], []],
    ['that are not there, in a folder that is only listed', 'print(os.listdir("none"))\nprint(open("none/x").read())', [], ['path-not-found']],
    ['that are removed and not there', 'os.remove("none.csv")', [], []],
    ['that are links', 'print(open("link.csv").read())', [], ['path-outside-root']],
    ['of the machine', 'print(open("/etc/none").read())', [], ['path-outside-root']],
    ['of the machine that the notebook writes', 'open("/tmp/none", "w").write("1")\nprint(open("/tmp/none").read())', [], []]
  ])('%s', (_, source, copies, told) => {
    expect(planOf(source)).toMatchObject({ directory: 'workspace', copies, told });
  });

  it.each([
    ['../near.csv', 'workspace/notes', ['../near.csv > workspace/near.csv written']],
    ['x.csv', 'workspace', ['x.csv > workspace/x.csv written']],
    ['../../../beyond.csv', 'workspace/deep/notes', []],
    ['/etc/none.csv', 'workspace', []],
    ['link.csv', 'workspace', []],
    ['a/b', 'workspace', []],
    ['no path', 'workspace', []]
  ])('that a library of which nothing is known may mean, without a word: %s', (path, directory, copies) => {
    expect(planOf(`import strange\nstrange.save(1, "${path}")`)).toMatchObject({ directory, copies, told: [] });
    expect(planOf(`import strange\nstrange.read_it("${path}")`).copies).toEqual(copies.map(copy => copy.replace(' written', '')));
  });

  it('that libraries read by themselves', () => {
    const beside: FileListing = { ...files, kind: path => (path === 'matplotlibrc' ? 'file' : files.kind(path)) };
    expect(planOf('print(open("x.csv").read())', beside)).toMatchObject({
      copies: ['matplotlibrc > workspace/matplotlibrc', 'x.csv > workspace/x.csv'],
      told: []
    });
  });

  it.each([
    ['../near.csv', 'workspace/notes', ['../near.csv > workspace/near.csv']],
    ['../../far.csv', 'workspace/deep/notes', ['../../far.csv > workspace/far.csv']],
    ['../none/../near.csv', 'workspace/notes', ['../near.csv > workspace/near.csv']]
  ])('above it: %s', (path, directory, copies) => {
    expect(planOf(`print(open("${path}").read())`)).toMatchObject({ directory, copies });
  });

  it.each([
    ['are not copied', '../../../x.csv', 'r', ['path-outside-root']],
    ['may be written', '../../../x.csv', 'w', []]
  ])('above the root %s', (_, path, mode, told) => {
    expect(planOf(`print(open("${path}", "${mode}"))`)).toMatchObject({ directory: 'workspace/deep/notes', copies: [], told });
  });

  it('are as deep as they are even where a folder is all that lies around', () => {
    const root: FileListing = { folder: '', kind: () => undefined, list: () => [], read: () => undefined };
    expect(planOf('print(open("../x.csv").read())', root)).toMatchObject({ directory: 'workspace', told: ['path-outside-root'] });
  });

  it('that are modules come with those that they import in turn', () => {
    const { copies } = planOf('import tools\nprint(tools.late())');
    expect(copies.map(copy => copy.split(' ')[0])).toEqual(['later.py', 'other/one.py', 'other/two.py', 'parts.py', 'text_parts.py', 'tools.py']);
  });
});

describe('requirements', () => {
  it.each([
    [
      'are what cells import',
      'import pandas.testing\nfrom sklearn.svm import SVC\nimport numpy as np',
      ['numpy numpy', 'pandas pandas', 'scikit-learn sklearn']
    ],
    ['are known by several modules', 'import attrs\nimport attr', ['attrs attr attrs']],
    ['are guessed', 'import zz_unheard.of', ['zz_unheard? zz_unheard']],
    ['are not modules beside the notebook', 'import tools, other.one\nfrom . import tools as t', []],
    ['are not modules that the notebook writes', 'open("own.py", "w").write("x = 1")\nimport own', []],
    ['are not packages that the notebook writes', 'os.makedirs("own")\nopen("own/__init__.py", "w").write("x = 1")\nimport own', []],
    ['are modules that the notebook looks for', 'print(os.path.exists("zz_unheard.py"))\nimport zz_unheard', ['zz_unheard? zz_unheard']]
  ])('%s', (_, source, expected) => {
    expect(planOf(source).requirements).toEqual(expected);
  });
});
