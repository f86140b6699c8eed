import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { notebookDocument } from '../support/notebook.js';
import { espalier, scratch, write, writeNotebook } from '../support/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'cli.mjs');
const python = process.env['PIPELINE_PYTHON'] ?? join(root, '.cache', 'venv', 'bin', 'python');
const folder = scratch();

const schema = (name: string): object => JSON.parse(readFileSync(join(root, 'schema', 'formats', `${name}.schema.json`), 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);
ajv.addSchema([schema('run'), schema('event')]);

interface Recorded {
  readonly status: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly status: string;
    readonly cached: boolean;
    readonly error?: { readonly kind: string; readonly cell: string; readonly line: number };
  }[];
}

/** The newest run of a project, checked against the schemas. */
function latest(project: string): Recorded {
  const run = join(folder, project, 'runs', 'latest');
  const record = JSON.parse(readFileSync(join(run, 'run.manifest.json'), 'utf8')) as Recorded;
  const events = readFileSync(join(run, 'events.ndjson'), 'utf8').trim().split('\n');
  for (const [id, value] of [['run', record] as const, ...events.map(line => ['event', JSON.parse(line) as object] as const)]) {
    const isValid = ajv.validate(`urn:espalier:schema:${id}`, value);
    expect(isValid ? [] : ajv.errors, JSON.stringify(value)).toEqual([]);
  }
  return record;
}

const states = (project: string) => Object.fromEntries(latest(project).nodes.map(({ name, status, cached }) => [name, cached ? 'cached' : status]));
const run = (name: string, ...more: readonly string[]) => espalier(folder, 'run', `${name}.ipynb`, '--python', python, ...more);
const printed = (name: string, node: string) => readFileSync(join(folder, `${name}_pipeline`, 'runs', 'latest', 'logs', `${node}.out`), 'utf8');
const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('run', () => {
  it('runs all nodes, then only what changed, and ends with the run folder', async () => {
    writeNotebook(join(folder, 'chain.ipynb'), ["x = [1, 2]\nprint('made')", 'y = sum(x)', 'z = max(x)', 'print(y, z)']);
    const first = await run('chain');
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(/succeeded in .*: 4 nodes, 4 run\nrun folder: chain_pipeline\/runs\/[\w-]+\n$/);
    expect(printed('chain', 'n3')).toBe('3 2\n');

    const started = Date.now();
    expect((await run('chain')).out).toContain('4 nodes, 4 cached');
    expect(Date.now() - started).toBeLessThan(2000);
    expect(states('chain_pipeline')).toEqual({ n0: 'cached', n1: 'cached', n2: 'cached', n3: 'cached' });
    expect([printed('chain', 'n0'), printed('chain', 'n3')]).toEqual(['made\n', '3 2\n']);

    writeNotebook(join(folder, 'chain.ipynb'), ["x = [1, 2]\nprint('made')", 'y = sum(x)', 'z = min(x)', 'print(y, z)']);
    await run('chain');
    expect(states('chain_pipeline')).toEqual({ n0: 'cached', n1: 'cached', n2: 'succeeded', n3: 'succeeded' });
    expect(printed('chain', 'n3')).toBe('3 1\n');

    expect((await run('chain', '--only', 'n1')).code).toBe(0);
    expect(states('chain_pipeline')).toEqual({ n0: 'skipped', n1: 'succeeded', n2: 'skipped', n3: 'skipped' });
    await run('chain');
    expect(states('chain_pipeline')).toEqual({ n0: 'cached', n1: 'cached', n2: 'cached', n3: 'cached' });

    expect((await run('chain', '--from', 'n1', '--to', 'n3', '--jobs', '2')).code).toBe(0);
    expect(states('chain_pipeline')).toEqual({ n0: 'cached', n1: 'succeeded', n2: 'cached', n3: 'succeeded' });
  });

  it('shows a failure at its cell and line, and takes it up from there', async () => {
    writeNotebook(join(folder, 'fails.ipynb'), ['x = 1', 'y = x\n\nz = y / 0', 'print(z)']);
    const { code, err } = await run('fails');
    expect(code).toBe(1);
    expect(err).toContain("error[node-exception]: Node 'n1' failed: ZeroDivisionError: division by zero\n --> fails.ipynb, cell 2:3:1\n3 | z = y / 0\n");
    expect(err).toContain("Cell 2, line 3 (node 'n1')\nTraceback");
    expect(states('fails_pipeline')).toEqual({ n0: 'succeeded', n1: 'failed', n2: 'aborted' });
    expect(latest('fails_pipeline').nodes[1]?.error).toMatchObject({ kind: 'exception', cell: 'c2', line: 3 });

    writeNotebook(join(folder, 'fails.ipynb'), ['x = 1', 'y = x\n\nz = y / 1', 'print(z)']);
    const again = await run('fails');
    expect(again.code, again.err).toBe(0);
    expect(states('fails_pipeline')).toEqual({ n0: 'cached', n1: 'succeeded', n2: 'succeeded' });
  });

  it('shows the cells of functions that failed, too', async () => {
    const cells = [
      { source: 'def half(x):\n    # of one\n    return 1 / x', tags: ['setup'] },
      { source: 'print(half(0))', tags: ['node:n0'] }
    ];
    write(join(folder, 'helper.ipynb'), JSON.stringify(notebookDocument(cells)));
    const { err } = await run('helper');
    expect(err).toContain('--> helper.ipynb, cell 2:1:1\n');
    expect(err).toContain('  File "Cell 1", line 3, in half\n    return 1 / x\nZeroDivisionError');
  });

  it('takes other values for parameters', async () => {
    const cells = [
      { source: 'rate = 0.5\ncount = 3\nmodel = {"depth": 2}', tags: ['parameters'] },
      { source: 'print(rate, count, model["depth"])', tags: ['node:n0'] }
    ];
    write(join(folder, 'given.ipynb'), JSON.stringify(notebookDocument(cells)));
    expect(await run('given', '--param', 'rate=2')).toMatchObject({ code: 0 });
    expect(printed('given', 'n0')).toBe('2.0 3 2\n');
    expect((await run('given', '--param', 'rate=0.25', '--param', 'model.depth=7')).code).toBe(0);
    expect(printed('given', 'n0')).toBe('0.25 3 7\n');
    expect((await run('given')).code).toBe(0);
    expect(printed('given', 'n0')).toBe('0.5 3 2\n');
    expect(await run('given', '--param', 'rat=1')).toMatchObject({
      code: 2,
      err: expect.stringContaining("there is no parameter 'rat' (did you mean 'rate'?)") as string
    });
    expect(await run('given', '--param', 'count=1.5')).toMatchObject({ code: 2, err: expect.stringContaining('a whole number is wanted') as string });
  });

  it('is taken up after kill -9, of the command line or of the runner', async () => {
    writeNotebook(join(folder, 'slow.ipynb'), ['x = 1', 'import time\ntime.sleep(60)\ny = x', 'print(y)']);
    const project = join(folder, 'slow_pipeline');
    const kill = async (pick: (command: number, runner: number) => number) => {
      const latestRun = () => (existsSync(join(project, 'runs', 'latest')) ? readlinkSync(join(project, 'runs', 'latest')) : '');
      const before = latestRun();
      const journal = () => readFileSync(join(project, 'runs', 'latest', 'events.ndjson'), 'utf8');
      const command = spawn(process.execPath, [cli, 'run', 'slow.ipynb', '--python', python], { cwd: folder, stdio: 'ignore' });
      while (latestRun() === before || !/"node\.phase".*"node": "n1".*"run"/.test(journal())) await wait(50);
      const runner = /"pid": (\d+)/.exec(journal())?.[1];
      process.kill(pick(command.pid ?? 0, Number(runner)), 'SIGKILL');
      await wait(200);
    };
    await kill(command => command);
    expect(latest('slow_pipeline').status).toBe('running');
    await kill((_, runner) => runner);
    expect(latest('slow_pipeline').status).not.toBe('succeeded');
    writeNotebook(join(folder, 'slow.ipynb'), ['x = 1', 'import time\ntime.sleep(0)\ny = x', 'print(y)']);
    const { code, err } = await run('slow');
    expect(code, err).toBe(0);
    expect(states('slow_pipeline')).toEqual({ n0: 'cached', n1: 'succeeded', n2: 'succeeded' });
  });

  it('stops its children when it is interrupted', async () => {
    writeNotebook(join(folder, 'endless.ipynb'), ["import subprocess\nprint('x', flush=True)\nsubprocess.run(['sleep', '61.25'])"]);
    const command = spawn(process.execPath, [cli, 'run', 'endless.ipynb', '--python', python], { cwd: folder, stdio: 'ignore' });
    const sleeping = () => spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.includes('sleep 61.25');
    while (!sleeping()) await wait(50);
    command.kill('SIGINT');
    const code = await new Promise(resolve => command.on('close', resolve));
    expect(code).toBe(1);
    expect(sleeping()).toBe(false);
    expect(latest('endless_pipeline').status).toBe('aborted');
  });
});

describe('a run that cannot begin', () => {
  it('says so where there is no Python', async () => {
    writeNotebook(join(folder, 'plain.ipynb'), ['x = 1']);
    expect(await espalier(folder, 'run', 'plain.ipynb', '--python', '/nowhere')).toMatchObject({
      code: 1,
      err: expect.stringContaining("error[no-python]: There is no Python at '/nowhere'") as string
    });
  });

  it('says what is missing, and writes no run', async () => {
    write(join(folder, 'bare', 'pyvenv.cfg'), 'home = /usr/bin\nversion = 3.11.7\n');
    write(join(folder, 'bare', 'bin', 'python'), '#!/bin/false\n');
    chmodSync(join(folder, 'bare', 'bin', 'python'), 0o755);
    const { code, err } = await espalier(folder, 'run', 'plain.ipynb', '--python', 'bare');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining("error[missing-distribution]: 'cloudpickle', 'kedro', 'kedro-datasets', 'pyarrow' and 'xxhash' are not installed")
    ]);
    expect(existsSync(join(folder, 'plain_pipeline', 'runs'))).toBe(false);
  });

  it('says why a node cannot run alone', async () => {
    rmSync(join(folder, 'chain_pipeline'), { recursive: true, force: true });
    const { code, err } = await run('chain', '--only', 'n3');
    expect([code, err]).toEqual([1, expect.stringContaining("error[stale-input]: 'n3' needs what 'n1' makes, and that is out of date: it never ran")]);
    expect(readdirSync(join(folder, 'chain_pipeline')).includes('runs')).toBe(false);
  });
});
