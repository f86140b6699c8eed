import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

/** The text of the first node, piece by piece, of cells that are a node each. */
function textOf(kernel: 'python3' | 'deno', ...sources: readonly string[]): readonly string[] {
  const kernelspec = { name: kernel, display_name: '', language: kernel === 'deno' ? 'typescript' : 'python' };
  const cells = sources.map((source, at) => ({ source, tags: [`node:n${at}`] }));
  const { plan, diagnostics } = planNotebook(notebookDocument(cells, { kernelspec }), { name: 'texts' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return plan?.nodes[0]?.body.map(({ line, text }) => `${line}: ${text}`) ?? [];
}

describe('the text of a node', () => {
  it.each<[string, string, readonly string[]]>([
    ['shows the value of its last line', 'x = 1\nx', ['1: x = 1\nshow(x)']],
    ['shows nothing where a semicolon ends it', 'x = 1\nx;', ['1: x = 1\nx;']],
    ['shows nothing of what gives nothing', 'x = 1\nprint(x)', ['1: x = 1\nprint(x)']],
    ['shows what a function may give', 'xs = [len("a")]\ndef f():\n    return xs\nf()', ['1: xs = [len("a")]\ndef f():\n    return xs\nshow(f())']],
    ['shows nothing of a library that gives nothing', 'import time\nx = 1\ntime.sleep(x)', ['2: x = 1\ntime.sleep(x)']],
    ['shows the figure that is open at its end', 'import matplotlib.pyplot as plt\nplt.plot([1])\nx = 1\n\n', ['2: plt.plot([1])\nx = 1\nshow()']],
    ['shows a figure once', 'import matplotlib.pyplot as plt\nplt.plot([1])', ['2: show(plt.plot([1]))']],
    ['is what moved statements leave', 'import os\nx = 1\nimport sys\ny = 2', ['2: x = 1', '4: y = 2']],
    ['is in one piece where nothing moved', '\n\nx = 1\n\n\ny = 2\n\n', ['3: x = 1\n\n\ny = 2']],
    ['lacks the comments above what moved', 'x = 1\n# what f does\n# in full\ndef f():\n    return 1\n# of y\ny = 2', ['1: x = 1', '6: # of y\ny = 2']],
    ['keeps comments that stand apart', '# of the cell\n\n# what f does\ndef f():\n    return 1\ny = 2', ['1: # of the cell', '6: y = 2']],
    [
      'keeps marks of cells and directives above what moved',
      'x = 1\n#%% part\ndef f():\n    return 1\n# %% other\ndef g():\n    return 2',
      ['1: x = 1\n#%% part', '5: # %% other']
    ],
    ['lacks directives', '#| description: a b\nx = 1', ['2: x = 1']],
    ['keeps texts of several lines', 'def f():\n    return 1\ntext = """\n\n  a\n\n"""\n\nprint(text)', ['3: text = """\n\n  a\n\n"""\n\nprint(text)']],
    ['keeps a comment after the last line', 'x = 1\nx  # shown\n# end', ['1: x = 1\nshow(x)  # shown\n# end']]
  ])('of Python %s', (_, source, expected) => {
    expect(textOf('python3', source, 'print(1)')).toEqual(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ['shows the value of its last line', 'let x = [1].length;\nx', ['1: let x = [1].length;\nshow(x);']],
    [
      'shows what a branch gives',
      'let x = [1].length;\nif (x) { x; } else { "none"; }\n',
      ['1: let x = [1].length;\nif (x) { shown = x; } else { shown = "none"; }\nshow(shown);']
    ],
    [
      'shows what a loop gives, and keeps a comment',
      'let x = [1].length;\nfor (const y of [x]) y + 1; // each',
      ['1: let x = [1].length;\nfor (const y of [x]) shown = y + 1; show(shown); // each']
    ],
    [
      'lacks the comment above what moved',
      'let x = [1].length;\n/* what f does,\n   in full */\nfunction f() { return 1; }\nlet y = 2;',
      ['1: let x = [1].length;', '5: let y = 2;']
    ],
    [
      'lacks a comment of one line above what moved',
      'let x = [1].length;\n/* what f does */\n// and more\nfunction f() { return 1; }\nlet y = 2;',
      ['1: let x = [1].length;', '5: let y = 2;']
    ],
    [
      'keeps what stands before a comment',
      'let x = [1].length; /* of x */\nfunction f() { return 1; }\nlet y = 2;',
      ['1: let x = [1].length; /* of x */', '3: let y = 2;']
    ],
    [
      'keeps what stands between two comments',
      '/* a */ let x = [1].length; /* of x */\nfunction f() { return 1; }',
      ['1: /* a */ let x = [1].length; /* of x */']
    ],
    ['keeps a text that ends as a comment does', 'let x = `\n*/`.length + "*/"\nfunction f() { return 1; }', ['1: let x = `\n*/`.length + "*/"']]
  ])('of JavaScript %s', (_, source, expected) => {
    expect(textOf('deno', source, 'console.log(1)')).toEqual(expected);
  });
});
