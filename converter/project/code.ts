import type { PipelineNode, Plan } from '../plan/plan.js';
import { digest } from '../source/digest.js';

/** sha256 over all that the node runs: its text, the helpers it can reach, the options it starts with, and what the names in them are imported as. */
export function codeDigest(node: PipelineNode, plan: Plan): string {
  const { setup, setupUses, imports, futures } = plan.helpers;
  const reached = reachedHelpers([...node.usesHelpers, ...setupUses.helpers], plan);
  const names = new Set([...node.usesImports, ...setupUses.imports, ...reached.flatMap(({ usesImports }) => usesImports)]);
  const text = (pieces: PipelineNode['body']) => pieces.map(piece => piece.text);
  return digest(
    JSON.stringify({
      form: node.form,
      text: [...text(node.restated), ...text(node.body)],
      helpers: reached.map(({ piece }) => piece.text),
      setup: text(setup),
      imports: imports.filter(({ name }) => names.has(name)).map(imported => imported.text),
      futures,
      passes: [node.inputs, node.outputs, node.stateIn, node.stateOut, node.filesIn, node.filesOut ?? null]
    })
  );
}

/** Definitions that names lead to, through the helpers that those use. */
function reachedHelpers(from: readonly string[], { helpers: { definitions } }: Plan): Plan['helpers']['definitions'] {
  const reached = new Set(from);
  for (const name of reached)
    definitions.filter(({ names }) => names.includes(name)).forEach(({ usesHelpers }) => usesHelpers.forEach(used => reached.add(used)));
  return definitions.filter(({ names }) => names.some(name => reached.has(name)));
}
