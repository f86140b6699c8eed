import type { CellLocation } from '../../source/span.js';
import type { Diagnostic } from '../diagnostic.js';
import { quoted } from '../words.js';

/** A name that is read and never gets a value above. `near`: a name that may be meant. */
export const undefinedName = (name: string, at: CellLocation, near?: string): Diagnostic => ({
  code: 'undefined-name',
  severity: 'error',
  message: `${quoted(name)} has no value here: nothing above defines it`,
  hint: near === undefined ? `Define ${quoted(name)} in this cell or above it` : `Did you mean ${quoted(near)}?`,
  at
});

/** A parameters cell holds something that cannot be set from outside. */
export const parameterNotLiteral = (name: string, at: CellLocation): Diagnostic => ({
  code: 'parameter-not-literal',
  severity: 'warning',
  message:
    name === ''
      ? 'This is not a parameter: only assignments of literals to one name are'
      : `${quoted(name)} cannot be set from outside: its value is not a literal`,
  hint: 'Assign a number, text, boolean, None, list or dictionary of such, or move the line to another cell',
  at
});

/** A node's name as the author wrote it is not a legal identifier. */
export const nameChanged = (name: string, becomes: string, at: CellLocation): Diagnostic => ({
  code: 'name-changed',
  severity: 'info',
  message: `The node ${quoted(name)} is called ${quoted(becomes)} in the pipeline`,
  hint: 'Use letters, digits and underscores, at most 40, to choose the name yourself',
  at
});
