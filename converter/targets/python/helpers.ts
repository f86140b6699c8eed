import type { HelperDefinition, Plan } from '../../plan/plan.js';
import { takenNames, unique } from '../../source/identifiers.js';
import { bindingLines } from './bindings.js';
import { fromLine } from './imports.js';
import { hasHelpers } from './names.js';
import { finished, newWriter, write, writePiece, type MappedLines } from './writer.js';

/** `helpers.py`: functions, classes and constants of the notebook, and the options that every node starts with; absent where there are none. */
export function helpersPy(plan: Plan): { readonly text: string; readonly map: readonly MappedLines[] } | undefined {
  if (!hasHelpers(plan)) return undefined;
  const { definitions, setup, setupUses, imports, futures } = plan.helpers;
  const wanted = new Set([...definitions.flatMap(({ usesImports }) => usesImports), ...setupUses.imports]);
  const used = { imports: imports.filter(({ name }) => wanted.has(name)), helpers: [], runtime: definitions.flatMap(({ runtime }) => runtime) };
  const writer = newWriter();
  write(writer, `"""Functions, classes and constants of the ${plan.package} pipeline."""`);
  if (futures.length > 0) write(writer, `\n${fromLine('__future__', futures)}`);
  for (const lines of bindingLines(used, '.')) write(writer, `\n${lines}`);
  definitions.forEach((definition, at) => {
    const isConstant = definition.kind === 'constant' && definitions[at - 1]?.kind === 'constant';
    if (!isConstant) write(writer, stands(definition) || stands(definitions[at - 1]) ? '\n' : '');
    writePiece(writer, definition.piece, '');
  });
  if (setup.length > 0) {
    write(writer, `\n\ndef ${setupName(plan) ?? ''}() -> None:\n    """Options that every node starts with."""`);
    for (const piece of setup) writePiece(writer, piece, '    ');
  }
  return { text: finished(writer), map: writer.map };
}

/** The function that switches the options on: `setup`, unless the notebook has that name; absent where there is nothing to switch on. */
export function setupName({ helpers: { setup, definitions, imports } }: Plan): string | undefined {
  if (setup.length === 0) return undefined;
  return unique('setup', takenNames([...definitions.flatMap(({ names }) => names), ...imports.map(({ name }) => name)]));
}

/** Functions and classes have two empty lines around them. */
const stands = (definition: HelperDefinition | undefined): boolean => definition !== undefined && definition.kind !== 'constant';
