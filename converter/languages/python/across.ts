import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { unsupportedDisplay, unsupportedMagic } from '../../diagnostics/messages.js';
import type { CellLocation } from '../../source/span.js';
import type { WalkedCell } from '../language.js';
import { rootOf } from '../modules.js';
import { otherDisplays } from './displays.js';

/** `%autoreload 2`: before each cell, modules whose files have changed are run again. */
const reloading = /^[ \t]*%autoreload[ \t]+(?:1|2|3|all|complete|explicit|now)\b.*$/m;

/** What cells ask of those after them. */
export const acrossCells = (cells: readonly WalkedCell[]): readonly Diagnostic[] => [...reloads(cells), ...otherDisplays(cells).map(unsupportedDisplay)];

/** In a pipeline each process reads a module once: a module that the notebook writes again once it is imported would be another. */
function reloads(cells: readonly WalkedCell[]): readonly Diagnostic[] {
  const [first] = cells.flatMap(({ cell: { id, source } }): readonly CellLocation[] => {
    const line = reloading.exec(source);
    return line ? [{ cell: id, span: { from: line.index, to: line.index + line[0].length } }] : [];
  });
  if (!first) return [];
  const imported = new Set<string>();
  const isRewritten = cells.some(({ facts, files }) => {
    const isChanged = files.some(({ path, mode }) => mode !== 'read' && mode !== 'list' && path.endsWith('.py') && imported.has(path.slice(0, -3)));
    for (const { module } of facts.imports) imported.add(rootOf(module));
    return isChanged;
  });
  return isRewritten ? [unsupportedMagic('%autoreload', first)] : [];
}
