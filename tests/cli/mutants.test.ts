import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { observeNotebook } from '../../converter/cli/verify/observe.js';
import type { Verification } from '../../converter/cli/verify/report.js';
import { inTemporaryFolder, verifyPipeline } from '../../converter/cli/verify/verify.js';
import { espalier, scratch, writeNotebook } from '../support/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');
const folder = scratch();

const cells = [
  'import random\nrandom.seed(7)\nrows = [[i, i * i] for i in range(5)]',
  'rows = [row for row in rows if row[0] != 2]',
  'total = 0\nfor a, b in rows:\n    total += b\nprint(total)',
  'noise = random.random()',
  "items = [1]\nrecord = {'items': items, 'best': None}",
  "items.append(total)\nrecord['best'] = max(items)",
  "with open('out.txt', 'w') as file:\n    file.write(str(rows))",
  "text = open('out.txt').read()\nprint(record, noise)\nlen(text)",
  "rows, items is record['items']"
];

interface Mutant {
  readonly what: string;
  readonly file: 'nodes.py' | 'pipeline.py' | 'nodes.json';
  readonly from: string;
  readonly to: string;
  /** Where a second place must change as well. */
  readonly also?: Omit<Mutant, 'what' | 'also'>;
}

/** Each is a mistake that a converter could make; all of them lose a value, or hand on an old one. */
const mutants: readonly Mutant[] = [
  {
    what: 'an old version of a dataset is read',
    file: 'pipeline.py',
    from: 'inputs={"rows": "rows_2"}, outputs="total"',
    to: 'inputs={"rows": "rows"}, outputs="total"'
  },
  { what: 'a statement is lost', file: 'nodes.py', from: "    record['best'] = max(items)\n", to: '' },
  {
    what: 'statements change places',
    file: 'nodes.py',
    from: "    items.append(total)\n    record['best'] = max(items)\n",
    to: "    record['best'] = max(items)\n    items.append(total)\n"
  },
  {
    what: 'an update is not handed on',
    file: 'pipeline.py',
    from: '"items_record_2": "items_record_2", "n6_done"',
    to: '"items_record_2": "items_record", "n6_done"'
  },
  {
    what: 'names that share an object come apart',
    file: 'nodes.py',
    from: '    return items, record\n\n\n@node\ndef n5',
    to: '    return list(items), record\n\n\n@node\ndef n5'
  },
  {
    what: 'the state of a generator is not handed on',
    file: 'pipeline.py',
    from: 'inputs={"random_python_state": "random_python_state"}',
    to: 'inputs=None',
    also: { file: 'nodes.json', from: '"argument": "random_python_state",\n     "dataset": "random_python_state",\n     "state": "random.python"', to: '' }
  },
  { what: 'a seed is lost', file: 'nodes.py', from: '    random.seed(7)\n', to: '' },
  {
    what: 'a file is read before it is written',
    file: 'pipeline.py',
    from: ', "n6_done": "n6_done"',
    to: '',
    also: { file: 'nodes.json', from: '"argument": "n6_done",\n     "dataset": "n6_done"', to: '' }
  },
  { what: 'a file is not written', file: 'nodes.py', from: '        file.write(str(rows))\n', to: '        pass\n' },
  { what: 'nothing is printed', file: 'nodes.py', from: '    print(total)\n', to: '' },
  { what: 'nothing is displayed', file: 'nodes.py', from: 'show(len(text))', to: 'len(text)' },
  { what: 'an input comes from a default', file: 'nodes.py', from: '    noise = random.random()\n', to: '    noise = 0.5\n' }
];

function mutate(project: string, { file, from, to }: Omit<Mutant, 'what'>): void {
  const path = join(project, 'src', 'm', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  const changed = to === '' && file === 'nodes.json' ? text.replace(`{\n     ${from}\n    }`, '') : text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}

describe('verify', () => {
  it('finds every mistake that loses a value', { timeout: 240_000 }, async () => {
    writeNotebook(join(folder, 'm.ipynb'), cells);
    await espalier(folder, 'compile', 'm.ipynb', '-o', 'sound');
    const silent = () => undefined;
    const terminal = { out: silent, err: silent, cwd: folder, env: process.env, colour: false, live: false, width: 100 };
    const verdicts = await inTemporaryFolder(async temporary => {
      const observed = await observeNotebook('m.ipynb', { python, folder: temporary }, terminal);
      if ('verdict' in observed) throw new Error(observed.said);
      const found = new Map<string, Verification['verdict']>([['sound', (await verifyPipeline(observed, { out: 'sound' })).verdict]]);
      const left = [...mutants.entries()];
      const judge = async (): Promise<void> => {
        for (let next = left.shift(); next; next = left.shift()) {
          const [index, { what, also, ...mutant }] = next;
          const project = join(folder, `mutant-${index}`);
          cpSync(join(folder, 'sound'), project, { recursive: true });
          mutate(project, mutant);
          if (also) mutate(project, also);
          found.set(what, (await verifyPipeline(observed, { out: project })).verdict);
        }
      };
      // Each starts processes one after another: two at a time use what a small machine has.
      await Promise.all([judge(), judge()]);
      return found;
    });
    const survivors = [...verdicts].filter(([what, verdict]) => what !== 'sound' && verdict !== 'differs' && verdict !== 'guarded');
    expect(survivors).toEqual([]);
    expect(verdicts.get('sound')).toBe('equal');
  });
});
