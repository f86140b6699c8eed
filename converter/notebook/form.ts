import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { CellLocation, Span } from '../source/span.js';
import type { CellField } from './fields.js';

/** One thing said of a cell, its value checked. */
export interface Entry {
  readonly field: CellField;
  readonly value: unknown;
  readonly at: CellLocation;
}

/** All that one form of authoring says of a cell. */
export interface Form {
  /** The form, to complete "the cell is … by …": `its metadata`, `its tags`. */
  readonly by: string;
  readonly entries: readonly Entry[];
  /** Lines of the source that say it. */
  readonly directives: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
}
