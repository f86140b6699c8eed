import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { espalier, scratch, write, writeNotebook } from '../support/terminal.js';

const folder = scratch();
const project = join(folder, 'out');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const compile = (...more: readonly string[]) => espalier(folder, 'compile', 'notebook.ipynb', '-o', 'out', ...more);

/** All files below a folder with their texts. */
function files(at: string): { readonly [path: string]: string } {
  const names = readdirSync(at, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]));
}

beforeEach(() => {
  rmSync(project, { recursive: true, force: true });
  write(join(folder, 'data', 'table.txt'), '1\n2\n');
  writeNotebook(join(folder, 'notebook.ipynb'), [
    "text = open('data/table.txt').read()",
    'numbers = [int(line) for line in text.split()]',
    'print(sum(numbers))'
  ]);
});

describe('compile', () => {
  it('writes a project with the files that the notebook reads', async () => {
    const { code, out, err } = await compile();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^notebook\.ipynb: 3 nodes → out \(files: \d+ written\)\n$/);
    expect(read('workspace/data/table.txt')).toBe('1\n2\n');
  });

  it('gives the same bytes again, and writes nothing then', async () => {
    await compile();
    const before = files(project);
    expect((await compile()).out).toMatch(/\(files: \d+ unchanged\)/);
    expect(files(project)).toEqual(before);
  });

  it('leaves nothing behind of a notebook with errors', async () => {
    writeNotebook(join(folder, 'notebook.ipynb'), ['x = (1,']);
    expect((await compile()).code).toBe(1);
    expect(existsSync(project)).toBe(false);
  });

  it('keeps what was changed by hand, says so, and replaces it only with --force', async () => {
    await compile();
    writeFileSync(join(project, 'README.md'), 'mine\n');
    writeFileSync(join(project, 'conf/base/catalog.yml'), read('conf/base/catalog.yml').replace(/filepath: .*numbers.*/, 'filepath: elsewhere # moved'));
    const kept = await compile();
    expect(kept.err).toContain("warning[kept-edit]: 'README.md' was changed by hand");
    expect(kept.err).toContain("'conf/base/catalog.yml' keeps what was changed by hand: 'numbers'");
    expect([read('README.md'), read('conf/base/catalog.yml')]).toEqual(['mine\n', expect.stringContaining('elsewhere # moved')]);
    const forced = await compile('--force');
    expect(forced.err).toContain("warning[replaced-edit]: 'README.md'");
    expect(read('README.md')).not.toBe('mine\n');
  });

  it('removes what is no longer made, but nothing else', async () => {
    await compile();
    const stale = join('src', 'notebook', 'scripts', 'old.py');
    write(join(project, stale), 'x');
    write(join(project, 'notes.txt'), 'mine');
    const manifest = JSON.parse(read('pipeline.manifest.json')) as { files: { [path: string]: string } };
    manifest.files[stale] = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    writeFileSync(join(project, 'pipeline.manifest.json'), JSON.stringify(manifest));
    expect((await compile()).out).toContain('1 removed');
    expect([existsSync(join(project, stale)), existsSync(join(project, 'notes.txt'))]).toEqual([false, true]);
  });

  it('completes what a stopped compile began, and takes none of it for an edit', async () => {
    await compile();
    writeNotebook(join(folder, 'notebook.ipynb'), [
      "text = open('data/table.txt').read()",
      'numbers = [2 * int(line) for line in text.split()]',
      'print(max(numbers))'
    ]);
    // The manifest cannot be written: the compile stops in front of it.
    mkdirSync(join(project, `pipeline.manifest.json.${process.pid}.tmp`));
    const stopped = await compile();
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining('error[unwritable-project]')]);
    rmSync(join(project, `pipeline.manifest.json.${process.pid}.tmp`), { recursive: true, force: true });
    writeNotebook(join(folder, 'notebook.ipynb'), [
      "text = open('data/table.txt').read()",
      'numbers = [3 * int(line) for line in text.split()]',
      'print(min(numbers))'
    ]);
    const completed = await compile();
    expect([completed.code, completed.err]).toEqual([0, '']);
    expect(read('src/notebook/nodes.py')).toContain('min(numbers)');
    expect(existsSync(join(project, '.espalier-pending.json'))).toBe(false);
  });

  it('never writes through a link', async () => {
    mkdirSync(project);
    mkdirSync(join(folder, 'elsewhere'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(project, 'src'));
    const { code, err } = await compile();
    expect([code, err]).toEqual([1, expect.stringContaining('a part of the path is a link')]);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  it.each([
    ['file', 'a file is in the way'],
    [join('file', 'below'), 'a file is in the way'],
    ['/proc/nowhere', 'cannot be written']
  ])('tells that %s cannot be written', async (out, why) => {
    write(join(folder, 'file'), '');
    const { code, err } = await espalier(folder, 'compile', 'notebook.ipynb', '-o', out);
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
  });

  it('takes over a changed file, and keeps one that was changed in the project', async () => {
    await compile();
    write(join(folder, 'data', 'table.txt'), '3\n');
    await compile();
    expect(read('workspace/data/table.txt')).toBe('3\n');
    write(join(project, 'workspace', 'data', 'table.txt'), 'mine\n');
    expect((await compile()).err).toContain("'workspace/data/table.txt' was changed by hand");
    expect(read('workspace/data/table.txt')).toBe('mine\n');
  });

  it('puts several notebooks side by side', async () => {
    writeNotebook(join(folder, 'other.ipynb'), ['x = 1']);
    const { code, out } = await espalier(folder, 'compile', 'notebook.ipynb', 'other.ipynb', '-o', 'both', '--format', 'json');
    expect(code).toBe(0);
    const { notebooks } = JSON.parse(out) as { notebooks: { project: string }[] };
    expect(notebooks.map(({ project: place }) => place)).toEqual(['both/notebook_pipeline', 'both/other_pipeline']);
  });
});

describe('compile --check', () => {
  it('passes where the project is up to date, apart from edits', async () => {
    await compile();
    writeFileSync(join(project, 'README.md'), 'mine\n');
    const { code, out, err } = await compile('--check');
    expect([code, out, err]).toEqual([0, 'notebook.ipynb: out is up to date\n', expect.stringContaining('kept-edit')]);
  });

  it('fails with a list where it is not, and writes nothing', async () => {
    await compile();
    const before = files(project);
    writeNotebook(join(folder, 'notebook.ipynb'), [
      "text = open('data/table.txt').read()",
      'numbers = [int(line) for line in text.split()]',
      'print(max(numbers))'
    ]);
    const { code, out, err } = await compile('--check');
    expect([code, err]).toEqual([1, expect.stringContaining("error[outdated-project]: 'out' is not what the notebook compiles to")]);
    expect(out).toMatch(/differs +src\/notebook\/nodes\.py/);
    expect(out).toContain('+    print(max(numbers))');
    expect(files(project)).toEqual(before);
  });

  it('fails where there is no project', async () => {
    expect((await compile('--check')).out).toContain('out holds no compiled project yet');
    expect(existsSync(project)).toBe(false);
  });
});

describe('compile --lock', () => {
  it('pins what is installed, from its metadata alone', async () => {
    const site = join(folder, 'env', 'lib', 'python3.11', 'site-packages');
    write(join(folder, 'env', 'pyvenv.cfg'), 'home = /usr/bin\nversion = 3.11.7\n');
    writeFileSync(join(folder, 'env', 'pyvenv.cfg'), 'home = /usr/bin\nversion = 3.11.7\n');
    write(join(folder, 'env', 'bin', 'python'), '#!/bin/false\n');
    (await import('node:fs')).chmodSync(join(folder, 'env', 'bin', 'python'), 0o755);
    write(
      join(site, 'kedro-1.7.0.dist-info', 'METADATA'),
      'Name: kedro\nVersion: 1.7.0\nRequires-Dist: Click_Extra>=8\nRequires-Dist: docs; extra == "docs"\n\nRequires-Dist: text\n'
    );
    write(join(site, 'click_extra-8.2.dist-info', 'METADATA'), 'Name: click-extra\nVersion: 8.2\n');
    write(join(site, 'docs-1.0.dist-info', 'METADATA'), 'Name: docs\nVersion: 1.0\n');
    expect((await compile('--lock', '--python', 'env')).code).toBe(0);
    expect(read('requirements.lock').split('\n').slice(1)).toEqual(['# Python 3.11', 'click-extra==8.2', 'kedro==1.7.0', '']);
  });
});
