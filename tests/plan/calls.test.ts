import { expect, it } from 'vitest';
import { planNotebook } from '../../converter/convert.js';
import builtins from '../../converter/languages/python/libraries/builtins.json' with { type: 'json' };
import learning from '../../converter/languages/python/libraries/learning.json' with { type: 'json' };
import numpy from '../../converter/languages/python/libraries/numpy.json' with { type: 'json' };
import pandas from '../../converter/languages/python/libraries/pandas.json' with { type: 'json' };
import plotting from '../../converter/languages/python/libraries/plotting.json' with { type: 'json' };
import standard from '../../converter/languages/python/libraries/stdlib.json' with { type: 'json' };
import { notebookDocument } from '../support/notebook.js';

interface Rule {
  readonly returns?: string | readonly string[];
}

interface Library {
  readonly library: string;
  readonly functions?: Readonly<Record<string, Rule>>;
  readonly types?: Readonly<Record<string, { readonly methods?: Readonly<Record<string, Rule>> }>>;
}

const libraries = [builtins, ...standard, ...numpy, ...pandas, ...learning, ...plotting] as unknown as readonly Library[];

const named = (rules: Readonly<Record<string, Rule>> = {}) => Object.entries(rules).flatMap(([names, rule]) => names.split(' ').map(name => ({ name, rule })));

const functions = libraries.flatMap(({ library, functions: rules }) =>
  named(rules).map(({ name, rule }) => ({ path: library === 'builtins' ? name : `${library}.${name}`, rule }))
);

/** By type: a call that gives an object of it. */
const makers = new Map(functions.flatMap(({ path, rule }) => [rule.returns ?? ''].flat().map(made => [made.replace(/^\w+:/, ''), `${path}(some)`] as const)));

const methods = libraries.flatMap(({ types = {} }) =>
  Object.entries(types).flatMap(([type, { methods: rules }]) =>
    named(rules).flatMap(({ name, rule }) => (makers.has(type) ? { path: `${makers.get(type) ?? ''}.${name}`, rule } : []))
  )
);

/** One for each rule. */
const paths = [...new Map([...functions, ...methods].map(({ path, rule }) => [JSON.stringify(rule), path])).values()];

it.each(['', '*some, **others'])('plans whatever is called with (%s)', args => {
  const calls = paths.filter(path => /^[\w.]+(\(some\)\.\w+)?$/.test(path)).map((path, at) => `${at % 40 === 0 ? '# %%\n' : ''}last = ${path}(${args})`);
  const cells = [libraries.map(({ library }) => `import ${library}`).join('\n'), ...calls.join('\n').split('# %%\n').slice(1), 'print(last)'];
  const { plan } = planNotebook(notebookDocument(cells.map((source, at) => ({ source, tags: [`node:n${at}`] }))), { name: 'calls' });
  expect(plan?.nodes.length).toBeGreaterThan(0);
});
