// @vitest-environment jsdom
import './setup.js';
import { describe, expect, it } from 'vitest';
import { applyFix } from '../../extension/model/fixes.js';
import type { NotebookPipeline } from '../../extension/model/pipeline.js';
import type { Fix } from '../../extension/model/view.js';
import { notebookOf, pipelineOf } from './notebooks.js';

const tagged = (source: string, node: string, more: object = {}) => ({ source, metadata: { espalier: { role: 'node', node, ...more } } });
const codes = ({ state }: NotebookPipeline) => state.view.problems.map(({ code }) => code);

/** Carries out the fix of that kind which the problem offers. */
async function fix(pipeline: NotebookPipeline, code: string, kind: Fix['kind']): Promise<void> {
  const found = pipeline.state.view.problems.find(problem => problem.code === code)?.fixes.find(each => each.kind === kind);
  if (!found) throw new Error(`${code} offers no ${kind}: ${JSON.stringify(pipeline.state.view.problems)}`);
  await applyFix(found, pipeline);
  await pipeline.refresh();
}

describe('quick fixes', () => {
  it.each([
    ['%timeit -n 3 -r1 y = x + 1', 'y = x + 1'],
    ['%%timeit -q\ny = x + 1', 'y = x + 1'],
    ['%unheard of', '# %unheard of']
  ])('puts %j in plain code', async (source, expected) => {
    const notebook = notebookOf([tagged('x = 1', 'load'), tagged(source, 'use')]);
    const pipeline = await pipelineOf(notebook);
    await fix(pipeline, 'unsupported-magic', 'convert');
    expect(notebook.getCell(1).getSource()).toBe(expected);
    expect(codes(pipeline)).not.toContain('unsupported-magic');
    expect(notebook.undo()).toBe(true);
    expect(notebook.getCell(1).getSource()).toBe(source);
  });

  it('skips a cell in a language of its own', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = 1', 'load'), tagged('%%cython\ndef f(int n):\n    return n', 'fast')]));
    await fix(pipeline, 'unsupported-magic', 'role');
    expect(codes(pipeline)).not.toContain('unsupported-magic');
  });

  it('declares what the code reads besides', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = [1]\nz = [2]', 'load'), tagged('y = sum(x + z)', 'add', { inputs: ['x'] })]));
    await fix(pipeline, 'undeclared-input', 'declare');
    expect(codes(pipeline)).not.toContain('undeclared-input');
    expect(pipeline.state.view.nodes[1]?.inputs.map(({ standing }) => standing)).toEqual(['declared', 'declared']);
  });

  it('takes back an output that nobody makes', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = [1]', 'load', { outputs: ['x', 'w'] }), tagged('y = sum(x)', 'add')]));
    await fix(pipeline, 'declared-output-not-written', 'undeclare');
    expect(codes(pipeline)).not.toContain('declared-output-not-written');
  });

  it('gives nodes that run as one the same name', async () => {
    const pipeline = await pipelineOf(
      notebookOf([tagged('rows = (n for n in range(3))', 'make'), tagged('total = sum(rows)', 'use'), tagged('print(total)', 'show')])
    );
    await fix(pipeline, 'joined-nodes', 'join');
    expect(codes(pipeline)).not.toContain('joined-nodes');
    expect(pipeline.state.view.nodes.map(({ authored }) => authored)).toEqual([['make'], ['show']]);
  });

  it('tags what belongs to the node above anyway', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = 1', 'load'), 'print(x)']));
    await fix(pipeline, 'untagged-cell-joined', 'tag');
    expect(codes(pipeline)).not.toContain('untagged-cell-joined');
    expect(pipeline.state.view.cells[1]?.role).toBe('node');
  });

  it('asks nobody: what was typed in becomes a parameter', async () => {
    const notebook = notebookOf([tagged('n = int(input("How many? "))\nxs = list(range(n))', 'load'), tagged('print(xs)', 'show')]);
    const pipeline = await pipelineOf(notebook);
    await fix(pipeline, 'interactive-input', 'parameter');
    expect(codes(pipeline)).not.toContain('interactive-input');
    expect(pipeline.state.view.parameters.map(({ name, value }) => [name, value])).toEqual([['n', 0]]);
    expect(notebook.getCell(1).getSource()).toBe('xs = list(range(n))');
  });

  it('leaves no empty cell behind', async () => {
    const notebook = notebookOf([tagged('n = input("How many? ")', 'ask'), tagged('print(n)', 'show')]);
    const pipeline = await pipelineOf(notebook);
    await fix(pipeline, 'interactive-input', 'parameter');
    expect(notebook.cells.map(cell => cell.getSource())).toEqual(['n = ""', 'print(n)']);
    expect(pipeline.state.view.parameters.map(({ name, value }) => [name, value])).toEqual([['n', '']]);
    expect(notebook.undo()).toBe(true);
    expect(notebook.cells).toHaveLength(2);
  });

  it('names the part of a node that stands below others', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = [1]', 'a'), tagged('x.append(2)\ny = x[0]', 'b'), tagged('z = y + 1', 'a')]));
    await fix(pipeline, 'group-cycle', 'tag');
    expect(codes(pipeline)).not.toContain('group-cycle');
  });

  it('suggests nodes where there are none', async () => {
    const pipeline = await pipelineOf(notebookOf(['import os', 'def f():\n    return os.getcwd()']));
    await fix(pipeline, 'no-nodes', 'suggest');
    expect(pipeline.state.proposal?.cells.length).toBeGreaterThan(0);
  });
});
