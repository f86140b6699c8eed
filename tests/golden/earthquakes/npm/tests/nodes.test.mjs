/** Each node, run again on its stored inputs, gives its stored outputs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodes, producers } from '../src/runtime/facts.mjs';
import { tryNode } from '../src/runtime/testing.mjs';

for (const { name } of nodes) {
  test(`${name} repeats its outputs`, async context => {
    const { lacking, different } = await tryNode(name);
    if (lacking.length > 0) return context.skip(`nothing is stored for ${lacking.join(', ')}: run the pipeline first`);
    assert.deepEqual(different, []);
  });
}

test('every dataset has one producer', () => {
  const outputs = nodes.flatMap(({ outputs }) => outputs.map(({ dataset }) => dataset));
  assert.equal(new Set(outputs).size, outputs.length);
  for (const dataset of outputs) assert.ok(producers.has(dataset));
});
