import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

/** The plan of a node with this text. */
function planOf(source: string) {
  const { plan } = planNotebook(notebookDocument([{ source, tags: ['node:a'] }]), { name: 'commands' });
  return plan?.nodes[0];
}

describe('a command', () => {
  it.each([
    ['!echo hello'],
    ['!nvidia-smi -L'],
    ['!python --version'],
    ['!which python'],
    ['%%bash\necho hello\n  \n  date'],
    ['%%sh\necho hello'],
    ['%%script bash\nsleep 1'],
    ['%%script  sh \necho hello']
  ])('that touches no file: %j', source => {
    expect(planOf(source)?.fileWrites).toEqual([]);
  });

  it.each([
    ['!ls > files.txt'],
    ['!make'],
    ['!date > log.txt'],
    ['!echo `make`'],
    ['!echo hello && make'],
    ['%%bash\necho hello\nmake'],
    ['%%script perl\necho hello'],
    ['%%script fish\necho hello'],
    ['%%script bashful\necho hello'],
    ['name = input\n!echo {name}']
  ])('that may touch any file: %j', source => {
    expect(planOf(source)?.fileWrites).toEqual(['*']);
  });

  it.each([
    ['%run other.py', 'other.py'],
    ['%run -i other.py', 'other.py'],
    ['%run  -i  other.py --fast', 'other.py']
  ])('that runs a file reads it: %j', (source, path) => {
    expect(planOf(`x = 1\n${source}`)?.fileReads).toEqual([path]);
  });

  it.each([
    ['!ls ../data', ['../data']],
    ['!ls ..', ['..']],
    ['!head -2 ../data/x.csv > first.txt', ['../data/x.csv']],
    ["!sort --output=out.txt '../x.txt' <../y.txt", ['../x.txt', '../y.txt']],
    ['%%bash\ncd ../data && ls ../*.csv', ['../data', '../*.csv']],
    ['!git log main..next', []],
    ['!make ...', []],
    ['!make a/..b', []]
  ])('that names files above the folder needs them there: %j', (source, paths) => {
    const { diagnostics } = planNotebook(notebookDocument([{ source, tags: ['node:a'] }]), { name: 'commands' });
    const outside = diagnostics.filter(({ code }) => code === 'path-outside-root').map(({ message }) => /'(.*)' is/.exec(message)?.[1]);
    expect(outside).toEqual(paths);
  });

  it('that runs a file may bind any name', () => {
    const { diagnostics } = planNotebook(
      notebookDocument([
        { source: '%run other.py', tags: ['node:a'] },
        { source: 'print(bound_there)', tags: ['node:b'] }
      ]),
      { name: 'commands' }
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
