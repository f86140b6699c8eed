import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'cli.mjs');
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');
const folder = mkdtempSync(join(tmpdir(), 'kedro-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, MPLBACKEND: 'Agg', DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1', NO_COLOR: '1', OMP_NUM_THREADS: '1' };

function run(command: string, args: readonly string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 240_000 });
  return { status, said: `${stdout}${stderr}` };
}

const espalier = (...args: readonly string[]) => run(process.execPath, [cli, ...args]);

interface RunRecord {
  readonly status: string;
  readonly nodes: readonly { readonly name: string; readonly status: string; readonly cached: boolean }[];
}

const record = (project: string) => JSON.parse(readFileSync(join(project, 'runs', 'latest', 'run.manifest.json'), 'utf8')) as RunRecord;

/** Every value that crosses an edge, compared with the executed notebook. */
function expectValues(notebook: string, project: string) {
  const { status, said } = run(python, [join(root, 'tests', 'engines', 'values.py'), notebook, project]);
  expect(said).not.toContain('differs ');
  expect(status, said).toBe(0);
}

describe.each(['penguins', 'fraud', 'movies', 'kale-titanic'])('%s on Kedro', example => {
  const notebook = join(root, 'examples', example, 'notebook.ipynb');
  const project = join(folder, example);

  it('gives what the notebook gives', () => {
    const { status, said } = espalier('run', notebook, '-o', project, '--python', python, '--jobs', '1');
    expect(status, said).toBe(0);
    expect(record(project).status).toBe('succeeded');
    expectValues(notebook, project);
  });

  it('runs nothing again where nothing changed', () => {
    const { status, said } = espalier('run', notebook, '-o', project, '--python', python);
    expect(status, said).toBe(0);
    expect(record(project).nodes.every(({ cached }) => cached)).toBe(true);
  });

  it('gives the same in parallel processes', () => {
    const { status, said } = espalier('run', notebook, '-o', project, '--python', python, '--jobs', '2', '--fresh');
    expect(status, said).toBe(0);
    expectValues(notebook, project);
  });

  it('gives the same when only the last node runs again', () => {
    const last = record(project).nodes.at(-1)?.name ?? '';
    const { status, said } = espalier('run', notebook, '-o', project, '--python', python, '--only', last, '--fresh');
    expect(status, said).toBe(0);
    expectValues(notebook, project);
  });

  it('is a project that a Kedro user can work with', () => {
    const kedro = (...args: readonly string[]) => run(python, ['-m', 'kedro', ...args], project);
    expect(kedro('registry', 'list').said).toContain('__default__');
    expect(kedro('run').status).toBe(0);
    expect(kedro('run', '--runner', 'ParallelRunner').status).toBe(0);
    expectValues(notebook, project);
    const pytest = run(python, ['-m', 'pytest', '-q'], project);
    expect(pytest.status, pytest.said).toBe(0);
    for (const args of [
      ['check', '.'],
      ['format', '--check', '.']
    ]) {
      const ruff = run(python, ['-m', 'ruff', ...args], project);
      expect(ruff.status, ruff.said).toBe(0);
    }
    expect(existsSync(join(project, 'pyproject.toml'))).toBe(true);
  });
});
