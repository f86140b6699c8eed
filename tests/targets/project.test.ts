import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { emitProject } from '../../converter/project/emit.js';
import type { Target } from '../../converter/targets/target.js';
import { targets } from '../../converter/targets/index.js';
import { runtimeModules } from '../../converter/targets/python/runtimeModules.js';
import { emitted, fileOf } from '../support/emitted.js';
import { collisions, hostile, minimal, penguins, planOf } from '../support/plans.js';

const plans = [penguins, hostile, collisions, minimal];
const schema = JSON.parse(readFileSync(new URL('../../schema/formats/manifest.schema.json', import.meta.url), 'utf8')) as object;

describe.each(plans)('the project of $name', plan => {
  const project = emitted(plan);

  it('is the same every time', () => expect(emitted(plan)).toEqual(project));

  it('has files in order, none twice, none outside', () => {
    const paths = project.files.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
    expect(paths.filter(path => path.startsWith('/') || path.split('/').includes('..'))).toEqual([]);
  });

  it('has a manifest as the schema says', () => {
    const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
    const manifest: unknown = JSON.parse(fileOf(project, 'pipeline.manifest.json'));
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
    expect(manifest).toEqual(JSON.parse(JSON.stringify(project.manifest)));
  });

  it('keeps the lines of the notebook, and says where they came from', () => {
    const facts = JSON.parse(fileOf(project, `src/${plan.package}/nodes.json`)) as {
      nodes: Record<string, { file: string; map: { from: number; to: number; cell: string; line: number }[] }>;
    };
    for (const node of plan.nodes) {
      const { file = '', map = [] } = facts.nodes[node.name] ?? {};
      const lines = fileOf(project, file).split('\n');
      const found = map.map(({ from, to, cell, line }) => ({ cell, line, text: lines.slice(from - 1, to) }));
      const indent = node.form === 'function' ? '    ' : '';
      const wanted = [...node.restated, ...node.body].map(({ cell, line, text, fixedLines }) => ({
        cell,
        line,
        text: text.split('\n').map((each, at) => (fixedLines.includes(at) || each === '' ? each : indent + each))
      }));
      expect(found).toEqual(wanted);
    }
  });

  it('has readable YAML', () => {
    for (const { path, text } of project.files.filter(({ path }) => path.endsWith('.yml'))) expect(parseDocument(text).errors, path).toEqual([]);
  });
});

describe('the manifest', () => {
  const codes = (plan: typeof penguins) => Object.fromEntries(emitted(plan).manifest.nodes.map(({ name, code }) => [name, code]));
  const changed = (more: Partial<typeof penguins.helpers>) => {
    const [before, after] = [codes(penguins), codes({ ...penguins, helpers: { ...penguins.helpers, ...more } })];
    return Object.keys(before).filter(name => before[name] !== after[name]);
  };

  it('changes the code of the nodes that reach a changed helper', () => {
    const definitions = penguins.helpers.definitions.map(each =>
      each.names.includes('GRAMS') ? { ...each, piece: { ...each.piece, text: 'GRAMS = 1' } } : each
    );
    expect(changed({ definitions })).toEqual(['clean', 'report']);
  });

  it('changes the code of the nodes that use a changed import', () => {
    const imports = penguins.helpers.imports.map(each => (each.name === 'Path' ? { ...each, text: 'from elsewhere import Path' } : each));
    expect(changed({ imports })).toEqual(['write_summary', 'report']);
  });

  it('changes the code of every node where an option is changed', () => {
    expect(changed({ setup: [] })).toHaveLength(penguins.nodes.length);
  });

  it('does not change the code where only a title is', () => {
    expect(codes({ ...penguins, title: 'Other', nodes: penguins.nodes.map(node => ({ ...node, title: 'Other', doc: 'Other' })) })).toEqual(codes(penguins));
  });
});

describe('a target', () => {
  const picky: Target = {
    ...targets.kedro,
    languages: ['javascript'],
    options: [{ name: 'retries', type: 'number', description: '', default: 1 }],
    emit: (_, options) => [{ path: 'options.json', text: JSON.stringify(options), edited: 'keep' }]
  };
  const codesOf = (target: Target, options: Readonly<Record<string, string | number>>) => emitProject(minimal, { target, id: 'picky', options });

  it('refuses languages that it does not take, and writes nothing', () => {
    const { files, diagnostics } = codesOf(picky, {});
    expect([files, diagnostics.map(({ code }) => code)]).toEqual([[], ['unsupported-language']]);
  });

  it('refuses options that it does not know, and those of another type', () => {
    const { files, diagnostics } = codesOf({ ...picky, languages: ['python'] }, { retries: 'many', color: 'red' });
    expect([files, diagnostics.map(({ message }) => message)]).toEqual([
      [],
      ["The target option 'retries' is not a number", "The target option 'color' is not known"]
    ]);
  });

  it('is given its defaults', () => {
    expect(codesOf({ ...picky, languages: ['python'] }, {}).files[0]?.text).toBe('{"retries":1}');
  });
});

it('carries every module of the runtime', () => {
  const folder = fileURLToPath(new URL('../../converter/targets/python/runtime/', import.meta.url));
  const names = readdirSync(folder).filter(name => name.endsWith('.py'));
  expect(
    Object.keys(runtimeModules)
      .map(name => `${name}.py`)
      .sort()
  ).toEqual(names.sort());
});

it('leaves out what there is none of', () => {
  const paths = emitted(planOf('empty', [])).files.map(({ path }) => path);
  expect(paths.filter(path => /helpers|scripts/.test(path))).toEqual([]);
});
