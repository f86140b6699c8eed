import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { unsupportedDisplay, unsupportedMagic } from '../../diagnostics/messages.js';
import type { WalkedCell } from '../language.js';
import type { CellLocation } from '../../source/span.js';
import { rootOf } from '../modules.js';

/** `%autoreload 2`: before each cell, modules whose files have changed are run again. */
const reloading = /^[ \t]*%autoreload[ \t]+(?:1|2|3|all|complete|explicit|now)\b.*$/m;

/** What a cell shows of itself, by magic or by the shell's attribute; by default the value of its last expression. */
const interactivity = /^[^#'"\n]*\bast_node_interactivity[ \t]*=(?!=|[ \t]*['"]last_expr['"]).*$/m;

/** What cells ask of those after them. */
export const acrossCells = (cells: readonly WalkedCell[]): readonly Diagnostic[] => [...reloads(cells), ...otherDisplays(cells)];

const otherDisplays = (cells: readonly WalkedCell[]): readonly Diagnostic[] => firstLines(cells.slice(0, -1), interactivity).map(unsupportedDisplay);

/** In a pipeline each process reads a module once: a module that the notebook writes again once it is imported would be another. */
function reloads(cells: readonly WalkedCell[]): readonly Diagnostic[] {
  const [first] = firstLines(cells, reloading);
  if (!first) return [];
  const imported = new Set<string>();
  const isRewritten = cells.some(({ facts, files }) => {
    const isChanged = files.some(({ path, mode }) => mode !== 'read' && mode !== 'list' && path.endsWith('.py') && imported.has(path.slice(0, -3)));
    for (const { module } of facts.imports) imported.add(rootOf(module));
    return isChanged;
  });
  return isRewritten ? [unsupportedMagic('%autoreload', first)] : [];
}

/** Of each cell, the first line that is like this. */
function firstLines(cells: readonly WalkedCell[], pattern: RegExp): readonly CellLocation[] {
  return cells.flatMap(({ cell: { id, source } }) => {
    const line = pattern.exec(source);
    return line ? [{ cell: id, span: { from: line.index, to: line.index + line[0].length } }] : [];
  });
}
