import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { espalier, scratch, write, writeNotebook } from '../support/terminal.js';

const folder = scratch();

beforeAll(() => {
  writeNotebook(join(folder, 'good.ipynb'), ['x = [1]', 'print(x)']);
  writeNotebook(join(folder, 'deep', 'also.ipynb'), ['y = 2']);
  writeNotebook(join(folder, 'deep', '.ipynb_checkpoints', 'old.ipynb'), ['(']);
  writeNotebook(join(folder, 'broken.ipynb'), ['x = (1,']);
  write(join(folder, 'text.ipynb'), 'hello');
});

describe('check', () => {
  it('says that nothing is wrong', async () => {
    expect(await espalier(folder, 'check', 'good.ipynb')).toEqual({ code: 0, out: 'good.ipynb: 2 nodes, no problems\n', err: '' });
  });

  it('says what is wrong, where, and what to do', async () => {
    const { code, out, err } = await espalier(folder, 'check', 'broken.ipynb');
    expect([code, out]).toEqual([1, 'broken.ipynb: 1 node, 1 error\n']);
    expect(err).toMatch(/^error\[syntax-error\]: .*\n --> broken\.ipynb, cell 1:1:5\n1 \| x = \(1,\n {2}\| {5}\^\n {2}hint: /);
  });

  it('takes folders and patterns, each notebook once', async () => {
    const { out } = await espalier(folder, 'check', '.', '**/*.ipynb', 'good.ipynb');
    expect(out.split('\n').map(line => line.split(':')[0])).toEqual(['broken.ipynb', 'deep/also.ipynb', 'good.ipynb', 'text.ipynb', '']);
  });

  it.each(['json', 'sarif', 'github'])('prints one document of %s on standard output', async format => {
    const { code, out, err } = await espalier(folder, 'check', 'good.ipynb', 'broken.ipynb', '--format', format);
    expect([code, err]).toEqual([1, '']);
    if (format === 'github') expect(out).toMatch(/^::error file=broken\.ipynb,line=1,title=syntax-error::cell 1:1:5: /);
    else expect(JSON.parse(out)).toBeTypeOf('object');
  });

  it('tells what cannot be read', async () => {
    expect((await espalier(folder, 'check', 'text.ipynb')).err).toContain('error[invalid-notebook]');
    expect((await espalier(folder, 'check', 'missing.ipynb')).err).toContain(
      "error[unreadable-notebook]: 'missing.ipynb' cannot be read: there is no such file"
    );
    expect((await espalier(folder, 'check', join('good.ipynb', 'inner.ipynb'))).err).toContain('a part of the path is not a folder');
  });

  it.skipIf(process.getuid?.() === 0)('tells what may not be read', async () => {
    writeNotebook(join(folder, 'locked.ipynb'), ['x = 1']);
    chmodSync(join(folder, 'locked.ipynb'), 0o000);
    expect((await espalier(folder, 'check', 'locked.ipynb')).err).toContain('permission denied');
  });

  it('takes names that no file can have', async () => {
    const home = join(folder, 'null');
    writeNotebook(join(home, 'null.ipynb'), ['print(open("x\0.csv").read())', 'import pandas as pd\npd.read_csv("y\\0.csv")']);
    expect((await espalier(home, 'check', 'null.ipynb')).err).toContain('warning[path-not-found]');
  });

  it('never follows a link to what the notebook reads', async () => {
    write(join(folder, 'outside', 'secret.txt'), 'secret');
    writeNotebook(join(folder, 'inner', 'link.ipynb'), ["print(open('secret.txt').read())"]);
    symlinkSync(join(folder, 'outside', 'secret.txt'), join(folder, 'inner', 'secret.txt'));
    expect((await espalier(folder, 'check', 'inner/link.ipynb')).err).toContain('error[path-outside-root]');
  });
});

describe('a wrong call', () => {
  it.each([
    [['chek', 'good.ipynb'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['check', 'good.ipynb', '--fromat', 'json'], /unknown option '--fromat'\n\(Did you mean --format\?\)/],
    [['check', 'good.ipynb', '--format', 'xml'], /Allowed choices are text, json, github, sarif/],
    [['check', 'nothing*.ipynb'], /no file matches 'nothing\*\.ipynb'/],
    [['check', 'good.ipynb', '--root', 'deep'], /does not contain the notebook's folder/],
    [['compile', 'good.ipynb', '--target', 'kedor'], /no target 'kedor' \(did you mean 'kedro'\?\)/],
    [['explain', 'good.ipynb', 'n3'], /no node, variable, dataset or parameter 'n3'/],
    [['run', 'good.ipynb', '--jobs', 'many'], /whole number/],
    [['check'], /missing required argument/]
  ])('%j exits with 2 and says how', async (argv, message) => {
    const { code, err } = await espalier(folder, ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('helps', async () => {
    const { code, out } = await espalier(folder, '--help');
    expect(code).toBe(0);
    for (const command of ['check', 'compile', 'run', 'graph', 'explain', 'targets']) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });
});
