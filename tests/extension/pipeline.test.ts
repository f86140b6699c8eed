// @vitest-environment jsdom
import './setup.js';
import { describe, expect, it } from 'vitest';
import { looksLike } from '../../extension/model/state.js';
import { notebookOf, pipelineOf, tagOf, until } from './notebooks.js';

const tagged = (source: string, node: string) => ({ source, metadata: { espalier: { role: 'node', node } } });

describe('the model of a notebook', () => {
  it('shows nodes, what passes between them and why', async () => {
    const pipeline = await pipelineOf(notebookOf([tagged('x = [1]', 'load'), tagged('y = sum(x)', 'add'), 'print(y)']));
    const { view } = pipeline.state;
    expect(view.nodes.map(({ name, inputs, outputs }) => [name, inputs.map(port => port.name), outputs.map(port => port.name)])).toEqual([
      ['load', [], ['x']],
      ['add', ['x'], []]
    ]);
    expect(view.edges).toMatchObject([{ from: 'load', to: 'add', names: ['x'], isDeclared: false }]);
    expect(view.edges[0]?.reasons[0]?.text).toContain("reads 'x'");
    expect(view.cells[2]).toMatchObject({ node: 'add', runsIn: 'add' });
    expect(view.cells[2]?.role).toBeUndefined();
  });

  it('follows the text, and parses only what changed', async () => {
    const notebook = notebookOf([tagged('x = 1', 'load'), tagged('y = x', 'use')]);
    const pipeline = await pipelineOf(notebook);
    notebook.getCell(1).setSource('y = 2');
    expect(pipeline.state.isStale).toBe(true);
    await until(() => !pipeline.state.isStale);
    expect(pipeline.state.view.edges).toEqual([]);
    expect(pipeline.document().cells).toEqual([]);
  });

  it('stays the same to the eye while a comment is typed', async () => {
    const notebook = notebookOf([tagged('x = [1]', 'load'), tagged('y = sum(x)', 'add')]);
    const pipeline = await pipelineOf(notebook);
    const before = pipeline.state;
    notebook.getCell(1).setSource('y = sum(x)  # all of them');
    await until(() => !pipeline.state.isStale);
    expect(pipeline.state).not.toBe(before);
    expect(looksLike(before, pipeline.state)).toBe(true);
    notebook.getCell(1).setSource('y = 1');
    await until(() => !pipeline.state.isStale);
    expect(looksLike(before, pipeline.state)).toBe(false);
    expect(pipeline.state.view.edges).toEqual([]);
  });

  it('does not look at outputs', async () => {
    const notebook = notebookOf([tagged('x = 1', 'load')]);
    const pipeline = await pipelineOf(notebook);
    const cell = notebook.getCell(0);
    if ('setOutputs' in cell) cell.setOutputs([{ output_type: 'stream', name: 'stdout', text: 'hello' }]);
    expect(pipeline.state.isStale).toBe(false);
  });

  it('keeps what it showed while no pipeline can be made of the notebook', async () => {
    const notebook = notebookOf([tagged('x = [1]', 'load'), tagged('y = sum(x)', 'add')]);
    const pipeline = await pipelineOf(notebook);
    const { graph } = pipeline.state.view;
    notebook.getCell(1).setSource('#| after: loa\ny = sum(x)');
    await until(() => !pipeline.state.isStale);
    const { view } = pipeline.state;
    expect(view).toMatchObject({ state: 'unusable', isTagged: true, problems: [{ code: 'unknown-node', severity: 'error' }] });
    expect(view.nodes.map(({ name }) => name)).toEqual(['load', 'add']);
    expect(view.graph).toEqual(graph);
  });

  it('says which untagged cells are setup', async () => {
    const pipeline = await pipelineOf(notebookOf(['import math', '', tagged('x = math.pi', 'load'), 'y = x']));
    expect(pipeline.state.view.cells.map(({ isSetup }) => isSetup ?? false)).toEqual([true, false, false, false]);
  });

  it('survives metadata of any shape', async () => {
    const metadata = [
      { espalier: 'text' },
      { espalier: [1, null] },
      { espalier: { node: 3, role: {}, inputs: 'x' } },
      { tags: 'none' },
      { tags: [1, { a: 2 }] }
    ];
    const pipeline = await pipelineOf(notebookOf(metadata.map(each => ({ source: 'x = 1', metadata: each }))));
    expect(pipeline.state.failure).toBeUndefined();
    expect(pipeline.state.view.cells).toHaveLength(5);
    await pipeline.change({ kind: 'mark', marks: [{ cell: 'a', role: 'node', node: 'load' }] });
    expect(tagOf(pipeline.shared as never, 0)).toEqual({ role: 'node', node: 'load' });
  });
});

describe('changes of the notebook', () => {
  it('tag several cells in one step, which one undo takes back', async () => {
    const notebook = notebookOf(['x = 1', 'y = x', 'z = y']);
    const pipeline = await pipelineOf(notebook);
    await pipeline.change({ kind: 'mark', marks: ['a', 'b'].map(cell => ({ cell, role: 'node', node: 'load' })) });
    expect([0, 1, 2].map(index => tagOf(notebook, index))).toEqual([{ role: 'node', node: 'load' }, { role: 'node', node: 'load' }, undefined]);
    expect(notebook.undo()).toBe(true);
    expect([0, 1, 2].map(index => tagOf(notebook, index))).toEqual([undefined, undefined, undefined]);
  });

  it('rename a node wherever it is written', async () => {
    const notebook = notebookOf([
      tagged('x = 1', 'load'),
      '#| node: load\ny = x',
      { source: 'z = y', metadata: { tags: ['node:load', 'mine'] } },
      '#| node: use\n#| after: load\nw = 1'
    ]);
    const pipeline = await pipelineOf(notebook);
    await pipeline.change({ kind: 'rename', from: ['load'], to: 'fetch: all' });
    expect(tagOf(notebook, 0)).toEqual({ role: 'node', node: 'fetch: all' });
    expect(notebook.getCell(1).getSource()).toBe('#| node: "fetch: all"\ny = x');
    expect(notebook.getCell(2).getMetadata()['tags']).toEqual(['node:fetch: all', 'mine']);
    expect(notebook.getCell(3).getSource()).toBe('#| node: use\n#| after: ["fetch: all"]\nw = 1');
    expect(pipeline.state.view.nodes.map(({ authored }) => authored)).toEqual([['fetch: all'], ['use']]);
  });

  it('keep what others have in the metadata', async () => {
    const notebook = notebookOf([{ source: 'x = 1', metadata: { jupyter: { source_hidden: true }, tags: ['mine', 'setup'] } }]);
    const pipeline = await pipelineOf(notebook);
    await pipeline.change({ kind: 'mark', marks: [{ cell: 'a', role: 'node', node: 'load' }] });
    expect(notebook.getCell(0).getMetadata()).toEqual({ jupyter: { source_hidden: true }, tags: ['mine'], espalier: { role: 'node', node: 'load' } });
    await pipeline.change({ kind: 'mark', marks: [{ cell: 'a' }] });
    expect(notebook.getCell(0).getMetadata()).toEqual({ jupyter: { source_hidden: true }, tags: ['mine'] });
  });

  it('pin what the code reads, and leave it to the code again', async () => {
    const notebook = notebookOf([tagged('x = [1]\nz = [2]', 'load'), tagged('y = sum(x + z)', 'add')]);
    const pipeline = await pipelineOf(notebook);
    const standings = () => pipeline.state.view.nodes[1]?.inputs.map(({ name, standing }) => [name, standing]);
    await pipeline.change({ kind: 'declare', node: 'add', field: 'inputs', names: ['x'] });
    expect(standings()).toEqual([
      ['x', 'declared'],
      ['z', 'contradicted']
    ]);
    const problem = pipeline.state.view.problems.find(({ code }) => code === 'undeclared-input');
    expect(problem?.fixes[0]).toEqual({ kind: 'declare', field: 'inputs', name: 'z', node: 'add' });
    await pipeline.change({ kind: 'undeclare-all', node: 'add', field: 'inputs' });
    expect(standings()).toEqual([
      ['x', 'inferred'],
      ['z', 'inferred']
    ]);
  });
});

describe('suggestions', () => {
  it('tell setup and parameters from nodes, and leave alone what is tagged', async () => {
    const cells = ['import math', 'rate = 2\nname = "a"', '# %% load', { source: 'x = [rate, name]', metadata: {} }, 'print(x)'];
    const pipeline = await pipelineOf(notebookOf([...cells, { source: 'x = 3', metadata: { espalier: { role: 'skip' } } }]));
    await pipeline.suggest();
    const roles = pipeline.state.proposal?.cells.map(({ id, role }) => [id, role]);
    expect(roles?.slice(0, 2)).toEqual([
      ['a', 'setup'],
      ['b', 'parameters']
    ]);
    expect(roles?.map(([id]) => id)).not.toContain('f');
    expect(roles?.at(-1)).toEqual(['e', 'node']);
  });
});
