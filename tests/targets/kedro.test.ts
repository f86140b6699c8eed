import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitted } from '../support/emitted.js';
import { collisions, hostile, minimal, penguins } from '../support/plans.js';
import { hasPython, runTool } from '../support/python.js';
import { writeProject } from '../support/write.js';

const folders = new Map<string, string>();
const folderOf = (name: string): string => folders.get(name) ?? '';

beforeAll(() => {
  for (const plan of [penguins, hostile, collisions, minimal]) folders.set(plan.name, writeProject(emitted(plan)));
});

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

/** Runs Kedro in a project; fails with what it said. */
function kedro(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, output, stdout } = runTool('kedro', args, { cwd: folderOf(name), env });
  if (status !== 0) throw new Error(output);
  return stdout;
}

/** What Python code prints, run with a project's sources on the path. */
function python(name: string, code: string): string {
  const { status, output, stdout } = runTool('python', ['-'], { cwd: folderOf(name), env: { PYTHONPATH: 'src' }, input: code });
  if (status !== 0) throw new Error(output);
  return stdout.trim();
}

const latest = (name: string, file: string): string => readFileSync(join(folderOf(name), 'runs/latest', file), 'utf8');
const ran = (name: string) =>
  (JSON.parse(latest(name, 'run.manifest.json')) as { nodes: { name: string; status: string }[] }).nodes
    .filter(({ status }) => status === 'succeeded')
    .map(node => node.name);
const stored = (name: string, dataset: string) =>
  python(name, `from pathlib import Path\nfrom ${name}.runtime import store\nprint(repr(store.load(Path("data/02_intermediate/${dataset}"))))`);

describe.skipIf(!hasPython)('an emitted project', { timeout: 180_000 }, () => {
  it.each(['penguins', 'hostile', 'collisions', 'minimal'])('%s passes ruff', name => {
    const tool = (...args: string[]) => runTool('ruff', args, { cwd: folderOf(name) });
    expect(tool('check', '--no-cache', '.').output).toBe('All checks passed!\n');
    expect(tool('format', '--no-cache', '--check', '.').status).toBe(0);
  });

  it.each(['penguins', 'collisions'])("%s has imports in order in the files with the notebook's text, too", name => {
    const files = ['nodes.py', ...(name === 'penguins' ? ['helpers.py'] : [])].map(file => `src/${name}/${file}`);
    const args = ['check', '--no-cache', '--isolated', '--select', 'I,F401', '--line-length', '110', '--config', 'src=["src"]', ...files];
    expect(runTool('ruff', args, { cwd: folderOf(name) }).output).toBe('All checks passed!\n');
  });

  it('is read by TOML and YAML readers as it was meant', () => {
    expect(python('hostile', 'import tomllib\nproject = tomllib.load(open("pyproject.toml", "rb"))\nprint(project["project"]["description"])')).toBe(
      hostile.title?.replace(/\s+/g, ' ')
    );
    const code =
      'from kedro.config import OmegaConfigLoader\nimport json\nprint(json.dumps(OmegaConfigLoader("conf", base_env="base", default_run_env="local")["parameters"]))';
    expect(JSON.parse(python('hostile', code).split('\n').at(-1) ?? '')).toEqual(
      Object.fromEntries(hostile.parameters.map(({ name, value }) => [name, value]))
    );
  });

  it('is sorted into the docstrings of its functions', () => {
    expect(python('hostile', 'from hostile import nodes\nprint(nodes.first.__doc__.splitlines()[0])')).toBe(`${hostile.nodes[0]?.title ?? ''}.`);
  });

  it('runs', () => {
    kedro('penguins', ['run']);
    expect(ran('penguins')).toEqual(penguins.nodes.map(({ name }) => name));
    expect(latest('penguins', 'logs/report.out')).toMatch(/^test: 4 of \(8, \(4, 2\)\)\n\n {4}mean mass\n3\.\d+\n$/);
  });

  it('runs some of its nodes, with other parameters', () => {
    kedro('penguins', ['run', '--from-nodes', 'split', '--params', 'test_size=0.5']);
    expect(ran('penguins')).toEqual(['split', 'write_summary', 'report']);
    expect(latest('penguins', 'logs/report.out')).toContain('test: 8 of');
    kedro('penguins', ['run', '--nodes', 'split']);
    expect(ran('penguins')).toEqual(['split']);
  });

  it.each(['fork', 'spawn'])('runs in processes (%s), with its record', method => {
    kedro('penguins', ['run', '--runner', 'ParallelRunner'], { KEDRO_MP_CONTEXT: method });
    expect(ran('penguins')).toEqual(penguins.nodes.map(({ name }) => name));
  });

  it('runs as a module', () => {
    const { status, output } = runTool('python', ['-m', 'penguins', '--nodes', 'load'], { cwd: folderOf('penguins'), env: { PYTHONPATH: 'src' } });
    expect(status, output).toBe(0);
    expect(ran('penguins')).toEqual(['load']);
  });

  it('tells its pipelines', () => expect(kedro('penguins', ['registry', 'list'])).toContain('- __default__'));

  it('tests its nodes: against the last run, and not at all before the first', () => {
    const pytest = (name: string) => runTool('pytest', ['-q', '-p', 'no:cacheprovider'], { cwd: folderOf(name) }).output;
    kedro('penguins', ['run']);
    expect(pytest('penguins')).toMatch(/7 passed/);
    expect(pytest('minimal')).toMatch(/1 passed, 1 skipped/);
  });

  it('means what the notebook means where nodes are called like helpers, imports and builtins', () => {
    kedro('collisions', ['run']);
    expect(stored('collisions', 'kept')).toBe('[3, 1]');
    expect(stored('collisions', 'total')).toBe('8.0');
    expect(stored('collisions', 'same')).toBe('True');
    expect(latest('collisions', 'logs/script.out')).toBe('True 4\n');
    expect(kedro('collisions', ['run', '--tags', 'say'])).toBeDefined();
    expect(ran('collisions')).toEqual(['script']);
  });

  it('keeps out of version control what runs make, and nothing else', () => {
    const cwd = folderOf('penguins');
    kedro('penguins', ['run', '--nodes', 'load']);
    mkdirSync(join(cwd, '.venv'), { recursive: true });
    const git = (...args: string[]) => spawnSync('git', args, { cwd, encoding: 'utf8' }).stdout;
    git('-c', 'init.defaultBranch=main', 'init', '-q');
    git('-c', 'core.excludesFile=/dev/null', 'add', '-A');
    const tracked = git('ls-files')
      .trim()
      .split('\n')
      .filter(path => !path.startsWith('workspace/'));
    const paths = emitted(penguins).files.map(({ path }) => path);
    expect(tracked.sort()).toEqual(paths);
    expect(readdirSync(join(cwd, 'data/02_intermediate')).length).toBeGreaterThan(1);
  });
});
