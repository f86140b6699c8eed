import type { CellFacts } from './language.js';

/** What is known of a cell whose text says nothing, or cannot be read. */
export const noFacts: CellFacts = {
  flow: [],
  bodies: {},
  statements: [],
  imports: [],
  literals: [],
  rungs: [],
  edits: [],
  runtime: [],
  fixedLines: [],
  diagnostics: []
};
