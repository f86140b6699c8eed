import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Plan } from '../../converter/plan/plan.js';
import { emitted } from '../support/emitted.js';
import { javascriptPlan, orchard } from '../support/javascriptPlans.js';
import { gives, nodeOf, takes } from '../support/plans.js';
import { writeProject } from '../support/write.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

function project(plan: Plan): string {
  const folder = writeProject(emitted(plan, 'npm'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface RunRecord {
  readonly status: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly status: string;
    readonly cached: boolean;
    readonly error?: { readonly kind: string; readonly message: string; readonly cell: string; readonly line: number; readonly traceback: string };
    readonly outputs: readonly { readonly dataset: string; readonly path: string }[];
    readonly displays: readonly { readonly mime: string; readonly path: string }[];
  }[];
}

/** Runs a project as the command line does. */
function launch(folder: string, request: object = {}): { readonly record: RunRecord; readonly said: string; readonly out: (node: string) => string } {
  const run = join(folder, 'runs', 'one');
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'request.json'), JSON.stringify({ run_id: 'one', jobs: 2, ...request }));
  const { stdout, stderr } = spawnSync(process.execPath, ['src/runtime/launch.mjs', '--request', 'runs/one/request.json'], { cwd: folder, encoding: 'utf8' });
  const record = JSON.parse(readFileSync(join(run, 'run.manifest.json'), 'utf8')) as RunRecord;
  return { record, said: stdout + stderr, out: node => readFileSync(join(run, 'logs', `${node}.out`), 'utf8') };
}

describe.each(['deno', 'tslab', 'jslab', 'javascript'])('a project for %s', kernel => {
  it('runs its nodes', () => {
    const folder = project(orchard(kernel));
    const { record, said, out } = launch(folder);
    expect(record.nodes.map(({ error }) => error?.traceback).filter(Boolean), said).toEqual([]);
    expect(record.status).toBe('succeeded');
    expect(out('plant')).toBe('2 one\ntwo\n');
    const shown = kernel === 'tslab' || kernel === 'jslab';
    expect(out('report')).toBe(`true true,false 5 false 1180591620717411303424n true\none\ntwo three\n${shown ? '{ a: 1 }\n' : ''}`);
    expect(out('rename')).toBe(`one\ntwo\n${shown ? '2\n' : ''}`);
    const displays = record.nodes.find(({ name }) => name === 'report')?.displays ?? [];
    expect(displays.map(({ path }) => readFileSync(join(folder, path), 'utf8'))).toEqual(shown ? [] : ['{ a: 1 }']);
    expect(existsSync(join(folder, 'workspace', 'out', 'text.txt'))).toBe(true);
    expect(launch(folder).record.status).toBe('succeeded');
  });
});

describe('a project that its owner runs', () => {
  const npm = (folder: string, ...args: readonly string[]) => spawnSync('npm', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });

  it('runs by wireit, and its tests compare', () => {
    const folder = project(orchard('deno'));
    const started = () => {
      const { status, stdout, stderr } = npm(folder, 'start');
      expect(status, stdout + stderr).toBe(0);
      const record = JSON.parse(readFileSync(join(folder, 'runs', 'latest', 'run.manifest.json'), 'utf8')) as RunRecord & {
        readonly engine: { readonly name: string };
      };
      expect(record).toMatchObject({ status: 'succeeded', engine: { name: 'wireit' } });
      return record.nodes.filter(({ cached }) => !cached).map(({ name }) => name);
    };
    expect(started()).toHaveLength(5);
    expect(started()).toEqual([]);
    rmSync(join(folder, 'data', '02_intermediate', 'odd.v8'));
    expect(started()).toEqual(['plant']);
    writeFileSync(join(folder, 'conf', 'local', 'parameters.json'), '{ "rate": 3 }');
    expect(started()).toEqual(['grow', 'report']);
    const { status, stdout } = npm(folder, 'test');
    expect(status, stdout).toBe(0);
    writeFileSync(join(folder, 'data', '02_intermediate', 'text.json'), '"other"');
    expect(npm(folder, 'test').stdout).toContain('not ok 1 - plant repeats its outputs');
  });
});

describe('a node that did what was not foreseen', () => {
  const failing = (...nodes: readonly ReturnType<typeof nodeOf>[]) => {
    const { record } = launch(project(javascriptPlan('javascript', nodes)));
    const failed = record.nodes.find(({ status }) => status === 'failed');
    return { name: failed?.name, ...failed?.error };
  };

  it('fails with cell and line', () => {
    expect(failing(nodeOf('first', 3, 'const a = 1;\nnull.x;', { filesOut: 'first_done' }))).toMatchObject({
      kind: 'exception',
      cell: 'cell-3',
      line: 2,
      name: 'first'
    });
  });

  it('is stopped where an input changed that it only reads', () => {
    const error = failing(
      nodeOf('first', 0, 'const a = [1];', { outputs: [gives('a', 'a')] }),
      nodeOf('second', 1, 'a.push(2);', { inputs: [takes('a', 'a')], readsOnly: ['a'], usedLater: ['a'], filesOut: 'second_done' }),
      nodeOf('third', 2, 'console.log(a);', { inputs: [takes('a', 'a')], readsOnly: ['a'], filesOut: 'third_done' })
    );
    expect(error).toMatchObject({ kind: 'guard', name: 'second' });
    expect(error.message).toContain("changed 'a', which the pipeline only reads; 'third' reads it later");
  });

  it('is stopped where a value cannot travel', () => {
    const error = failing(nodeOf('first', 0, 'const a = { f: () => 1 };', { outputs: [gives('a', 'a')] }));
    expect(error).toMatchObject({ kind: 'guard', message: 'a.f is the function f, which cannot travel between nodes' });
  });

  it('is stopped where values that go apart share an object', () => {
    const error = failing(
      nodeOf('first', 0, 'const a = [1];\nconst b = { a };', { outputs: [gives('a', 'a'), gives('b', 'b')] }),
      nodeOf('second', 1, 'a.push(2);', { inputs: [takes('a', 'a')], outputs: [gives('a_2', 'a')] }),
      nodeOf('third', 2, 'console.log(b);', { inputs: [takes('b', 'b')], filesOut: 'third_done' })
    );
    expect(error.message).toContain("makes 'a' and 'b' share an object of type Array");
  });

  it('is stopped where what it gives shares an object with what others take', () => {
    const error = failing(
      nodeOf('first', 0, 'const a = [1];', { outputs: [gives('a', 'a')] }),
      nodeOf('second', 1, 'const b = { a };', { inputs: [takes('a', 'a')], outputs: [gives('b', 'b')], readsOnly: ['a'] }),
      nodeOf('third', 2, 'a.push(2);', { inputs: [takes('a', 'a')], outputs: [gives('a_2', 'a')] }),
      nodeOf('fourth', 3, 'console.log(b);', { inputs: [takes('b', 'b')], filesOut: 'fourth_done' })
    );
    expect(error).toMatchObject({ kind: 'guard', name: 'second' });
    expect(error.message).toContain("makes 'b' and 'a' share an object of type Array");
  });

  it('is stopped where it reads a file that another node writes', () => {
    const error = failing(
      nodeOf('first', 0, 'require("fs").writeFileSync("a.txt", "1");', { filesOut: 'first_done', fileWrites: ['a.txt'] }),
      nodeOf('second', 1, 'console.log(1);\nrequire("fs").readFileSync("a" + ".txt");', { filesOut: 'second_done' })
    );
    expect(error).toMatchObject({ kind: 'guard', name: 'second', line: 2 });
  });

  it('is stopped where it moves to another folder', () => {
    const error = failing(nodeOf('first', 0, 'process.chdir("..");', { filesOut: 'first_done' }), nodeOf('second', 1, '', { filesOut: 'second_done' }));
    expect(error.message).toContain("changed the state 'cwd'");
  });

  it('is stopped where late work changes what it gave', () => {
    const error = failing(nodeOf('first', 0, 'const a = [];\nsetTimeout(() => a.push(1), 20);', { outputs: [gives('a', 'a')] }));
    expect(error).toMatchObject({ kind: 'guard' });
  });

  it('says so where it ends the process', () => {
    expect(failing(nodeOf('first', 0, 'process.exit(0);', { filesOut: 'first_done' }))).toMatchObject({ kind: 'exception', type: 'Exit' });
  });
});
