import type { HelperDefinition, Plan } from '../../plan/plan.js';
import { fromLine, importBlock } from './imports.js';
import { hasHelpers } from './names.js';
import { finished, newWriter, write, writePiece, type MappedLines } from './writer.js';

/** `helpers.py`: functions, classes and constants of the notebook, and the options that every node starts with. */
export function helpersPy(plan: Plan): { readonly text: string; readonly map: readonly MappedLines[] } | undefined {
  if (!hasHelpers(plan)) return undefined;
  const { definitions, setup, setupUses, imports, futures } = plan.helpers;
  const wanted = new Set([...definitions.flatMap(({ usesImports }) => usesImports), ...setupUses.imports]);
  const runtime = [...new Set(definitions.flatMap(used => used.runtime))].sort();
  const writer = newWriter();
  write(writer, `"""Functions, classes and constants of the ${plan.package} pipeline."""\n`);
  if (futures.length > 0) write(writer, `${fromLine('__future__', futures)}\n`);
  const block = importBlock(imports.filter(({ name }) => wanted.has(name)));
  if (block !== '') write(writer, `${block}\n`);
  if (runtime.length > 0) write(writer, `${fromLine('.runtime', runtime)}\n`);
  definitions.forEach((definition, at) => {
    if (separates(definition) || separates(definitions[at - 1])) write(writer, '');
    writePiece(writer, definition.piece, '');
    if (separates(definition)) write(writer, '');
  });
  if (setup.length > 0) {
    write(writer, '\n\ndef setup() -> None:\n    """Options that every node starts with."""');
    for (const piece of setup) writePiece(writer, piece, '    ');
  }
  return { text: finished(writer), map: writer.map };
}

/** Functions and classes stand two lines apart, constants together. */
const separates = (definition: HelperDefinition | undefined): boolean => definition !== undefined && definition.kind !== 'constant';
