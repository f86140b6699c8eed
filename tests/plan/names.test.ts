import { describe, expect, it } from 'vitest';
import { convert } from '../../converter/index.js';
import { notebookDocument } from '../support/notebook.js';

/** Notebooks whose cells all use one name: the first cell has the tag `parameters` where the form says so, each other one is a node. */
const forms: readonly (readonly [form: string, language: 'python' | 'javascript', cellsFor: (name: string) => readonly string[]])[] = [
  [
    'values',
    'python',
    name => [
      `${name} = [3, 1]\nclass A:\n    ${name} = 1\n    def g(self, ${name}=1):\n        return self.${name}`,
      `import math as m\nprint(${name}, A().g(), A.${name}, m.${name}, ${name}.${name}())\n${name} = 4\nx = {'${name}': 1}['${name}']`,
      `print(${name}, x, open('${name}'))`
    ]
  ],
  ['functions', 'python', name => [`def ${name}(x):\n    return x`, `f = ${name}\nprint(${name}(${name}=1))`, `print(f(2), ${name}.${name})`]],
  ['classes', 'python', name => [`class ${name}:\n    pass`, `x = ${name}()\nx.${name} = ${name}`, `print(x, ${name}.${name})`]],
  ['imports', 'python', name => [`import ${name}\nfrom ${name} import ${name} as other`, `x = ${name}.${name}(1)`, `print(x, other)`]],
  ['parameters', 'python', name => [`${name} = 3`, `x = ${name} + 1`, `print(x, ${name})`]],
  [
    'values',
    'javascript',
    name => [
      `let ${name} = [3, 1];\nclass A { ${name}() { return this.${name}; } }`,
      `console.log(${name}, new A().${name}(), Math.${name}, [1].${name}(), "x".${name});\n${name} = 4;\nlet x = { '${name}': 1 }['${name}'];`,
      `console.log(${name}, x);`
    ]
  ],
  ['functions', 'javascript', name => [`function ${name}(x) { return x; }`, `const f = ${name}(1);`, `console.log(f, ${name}.${name});`]],
  ['parameters', 'javascript', name => [`let ${name} = 3;`, `let x = ${name} + 1;`, `console.log(x, ${name});`]]
];

describe.each(forms)('a name that every object of JavaScript has, of %s in %s', (form, language, cellsFor) => {
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])('%s', name => {
    const cells = cellsFor(name).map((source, at) => ({
      source,
      tags: [at === 0 ? (form === 'parameters' ? form : `node:${name}`) : `node:n${at}`]
    }));
    const document = notebookDocument(cells, { kernelspec: { name: language === 'python' ? 'python3' : 'deno', display_name: '', language } });
    const { project, diagnostics } = convert(document, { name });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(project?.files.length).toBeGreaterThan(10);
  });
});
