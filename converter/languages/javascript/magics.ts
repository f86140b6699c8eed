import { unsupportedMagic } from '../../diagnostics/messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { CellText } from '../language.js';

/** Lines that no kernel of JavaScript runs (`%load`, `!ls`), and the comments by which tslab makes a cell another file; `isBroken`: the text is no JavaScript. */
export function findMagics({ id, source, kernel = '' }: CellText, isBroken: boolean): readonly Diagnostic[] {
  const lines = !isBroken ? [] : [...source.matchAll(/^[ \t]*(%{1,2}[A-Za-z]\w*|!(?=[A-Za-z]+ \S)[A-Za-z]+)[^\n;]*$/gm)];
  const pragmas = /tslab|jslab/.test(kernel) ? [...source.matchAll(/^\s*\/\*\*\s*(@(?:module|browser|jsx)\b)[^\n]*/g)] : [];
  return [...lines, ...pragmas].map(found => {
    const from = found.index + found[0].length - found[0].trimStart().length;
    return unsupportedMagic(found[1] ?? '', { cell: id, span: { from, to: found.index + found[0].trimEnd().length } });
  });
}
