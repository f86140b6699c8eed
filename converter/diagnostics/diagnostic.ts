import type { CellLocation } from '../source/span.js';

/** `error` stops the conversion before anything is emitted, `warning` may change what runs, `info` tells a decision. */
export type Severity = 'error' | 'warning' | 'info';

/** A problem or a decision, and its place. Plain data: rendered by the command line, the editor and CI alike. */
export interface Diagnostic {
  /** Stable kebab-case name; `tests/diagnostics/<code>.md` documents it. */
  readonly code: string;
  readonly severity: Severity;
  /** What is true here, one sentence, names in single quotes, no full stop. */
  readonly message: string;
  /** What to do about it, imperative. */
  readonly hint?: string;
  /** Absent: the notebook as a whole. */
  readonly at?: CellLocation;
  readonly related?: readonly (CellLocation & { readonly message: string })[];
}

/** A stage's product, with whatever it had to say about the notebook. */
export interface Reported {
  readonly diagnostics: readonly Diagnostic[];
}
