import { positionAt, type CellLocation, type Conversion, type Diagnostic } from '../../converter/index.js';
import type { Problem } from '../model/view.js';
import { fixesFor } from './fixes.js';

/** A diagnostic with its place as people count, and what can be done about it at once. */
export function problemView(diagnostic: Diagnostic, conversion: Conversion): Problem {
  const { code, severity, message, hint, at, related = [] } = diagnostic;
  const cells = conversion.notebook.cells;
  const find = (place: CellLocation | undefined) => (place ? cells.find(({ id }) => id === place.cell) : undefined);
  const cell = find(at);
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    ...(at && { at }),
    ...(cell && { cellNumber: cell.index + 1 }),
    ...(cell && at?.span && { line: positionAt(cell.source, at.span.from).line }),
    related: related.map(({ message: text, ...place }) => {
      const other = find(place);
      return { message: text, at: place, ...(other && { cellNumber: other.index + 1 }) };
    }),
    fixes: fixesFor(diagnostic, conversion)
  };
}
