import { positionAt, reasonText, subject, type CellLocation, type Conversion, type Dependency, type Notebook } from '../../converter/index.js';
import type { EdgeView } from '../model/view.js';

/** An edge with its reasons in words. */
export function edgeView({ from, to, reasons }: Dependency, { notebook }: Conversion): EdgeView {
  const inferred = reasons.filter(({ rule }) => rule !== 'author');
  const names = [...new Set(inferred.map(({ name }) => name))];
  return {
    id: `${from}→${to}`,
    from,
    to,
    names: names.map(name => (name.startsWith('·') ? subject(name) : name)),
    isOrder: names.every(name => name.startsWith('·')),
    isDeclared: inferred.length === 0,
    reasons: reasons.map(reason => ({
      text: sentence(reasonText(reason, notebook, cellAndLine)),
      reader: reason.reader,
      ...(reason.writer && { writer: reason.writer })
    }))
  };
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A place as people say it. */
function cellAndLine({ cell, span }: CellLocation, { cells }: Notebook): string {
  const found = cells.find(({ id }) => id === cell);
  if (!found) return 'a cell';
  const number = `cell ${found.index + 1}`;
  return span && found.source.includes('\n') ? `${number} (line ${positionAt(found.source, span.from).line})` : number;
}
