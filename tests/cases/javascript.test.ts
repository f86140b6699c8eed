import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planNotebook } from '../../converter/convert.js';
import type { PipelineNode } from '../../converter/plan/plan.js';
import { runCases } from '../support/cases.js';
import { notebookDocument } from '../support/notebook.js';

/** Small notebooks and what passes between the nodes that they become; cells are divided by lines `// %%`, each is a node. The fence says the kernel. */
const folder = fileURLToPath(new URL('javascript/', import.meta.url));
const kernels: { readonly [fence: string]: string } = { deno: 'deno', tslab: 'tslab', ijavascript: 'javascript' };

for (const name of readdirSync(folder).sort()) {
  runCases(folder + name, 'plan', ({ blocks: [block] }) => {
    const cells = (block?.text ?? '').split(/^\/\/ %%\n/m).map((source, index) => ({ source: source.replace(/\n$/, ''), tags: [`node:n${index}`] }));
    const kernelspec = { name: kernels[block?.language ?? ''] ?? '', display_name: '', language: 'javascript' };
    const { plan, diagnostics } = planNotebook(notebookDocument(cells, { kernelspec }), { name: 'case' });
    const said = diagnostics
      .filter(({ code }) => !['joined-nodes', 'script-node', 'empty-node'].includes(code))
      .map(({ code, message }) => `${code}: ${message}`);
    const helpers = plan?.helpers.definitions.flatMap(({ names }) => names) ?? [];
    return [...said, ...(helpers.length > 0 ? [`shared: ${helpers.join(', ')}`] : []), ...(plan?.nodes.map(lineOf) ?? [])].join('\n');
  });
}

function lineOf({ name, inputs, outputs, form, reasons, restated, stateIn, filesIn }: PipelineNode): string {
  const takes = [...inputs.map(({ names }) => names.join('+')), ...stateIn.map(({ state }) => state), ...(filesIn.length > 0 ? ['files'] : [])];
  const gives = outputs.map(({ names }) => names.join('+'));
  const how = [
    ...(form === 'script' ? [`script: ${[...new Set(reasons.map(({ rule }) => rule))].join(', ')}`] : []),
    ...(restated.length > 0 ? ['restates'] : [])
  ];
  return `${name}(${takes.join(', ')}) → ${gives.join(', ') || '·'}${how.length > 0 ? ` [${how.join('; ')}]` : ''}`;
}
