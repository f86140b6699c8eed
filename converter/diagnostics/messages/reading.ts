import type { CellLocation } from '../../source/span.js';
import type { Diagnostic } from '../diagnostic.js';
import { quoted, quotedList } from '../words.js';

/** The document cannot be read as a notebook; `reason` completes "The notebook cannot be read: …". */
export const invalidNotebook = (reason: string, at?: CellLocation): Diagnostic => ({
  code: 'invalid-notebook',
  severity: 'error',
  message: `The notebook cannot be read: ${reason}`,
  hint: 'Open it in Jupyter and save it again, or restore it from version control',
  ...(at && { at })
});

/** A notebook format before 4.0, or one that does not exist yet. */
export const unsupportedFormat = (version: string): Diagnostic => ({
  code: 'unsupported-format',
  severity: 'error',
  message: `The notebook has format ${quoted(version)}, and only 4.0 to 4.5 are read`,
  hint: 'Convert it first: jupyter nbconvert --to notebook --nbformat 4 --inplace NOTEBOOK'
});

/** No language answers to the kernel. */
export const unsupportedKernel = (kernel: string): Diagnostic => ({
  code: 'unsupported-kernel',
  severity: 'error',
  message: kernel === '' ? 'The notebook does not name its kernel' : `Notebooks of the kernel ${quoted(kernel)} are not supported`,
  hint: 'Python, JavaScript and TypeScript notebooks are: choose such a kernel in Jupyter and save'
});

/** A target that cannot take notebooks of this language. */
export const unsupportedLanguage = (language: string, target: string): Diagnostic => ({
  code: 'unsupported-language',
  severity: 'error',
  message: `The target ${quoted(target)} does not take ${language} notebooks`,
  hint: 'List the targets and their languages with: espalier targets'
});

/** A target option with a value the target does not know. */
export const invalidOption = (option: string, problem: string, choices: readonly string[] = []): Diagnostic => ({
  code: 'invalid-option',
  severity: 'error',
  message: `The target option ${quoted(option)} ${problem}`,
  hint: choices.length > 0 ? `Use ${quotedList(choices, 'or')}` : 'List the options with: espalier targets'
});

/** Something of ours (metadata, directive line, `%%node` option, Kale setting) that is not what it should be, and so is not used. */
export const invalidMetadata = (problem: string, hint?: string, at?: CellLocation): Diagnostic => ({
  code: 'invalid-metadata',
  severity: 'warning',
  message: problem,
  ...(hint !== undefined && { hint }),
  ...(at && { at })
});

/** One thing that a cell is said to be, and the form that says so: `node:train`, by `the tags`. */
export interface Claim {
  readonly what: string;
  readonly by: string;
}

/** What the author wrote says different things about one cell. The stronger form wins; within one form there is no winner. */
export function conflictingTags(claims: readonly Claim[], at: CellLocation): Diagnostic {
  const [first] = claims;
  const said = claims.map(({ what, by }) => `${quoted(what)} by ${by}`).join(', ');
  const decided = claims.some(({ by }) => by !== first?.by);
  return {
    code: 'conflicting-tags',
    severity: decided ? 'warning' : 'error',
    message: `The cell is ${said}${decided ? ', of which the first counts' : ''}`,
    hint: decided ? 'Remove what is meant no longer' : 'Keep one of them',
    at
  };
}

/** A node name of which no letter or digit is left in an identifier. */
export const invalidNodeName = (name: string, at: CellLocation): Diagnostic => ({
  code: 'invalid-node-name',
  severity: 'error',
  message: name.trim() === '' ? 'The node has no name' : `No legal name can be made from the node name ${quoted(name)}`,
  hint: 'Name the node with letters, digits and underscores, for example: train_model',
  at
});

/** The cells' saved execution counts contradict document order. */
export const outOfOrderExecution = (at: CellLocation, above: CellLocation): Diagnostic => ({
  code: 'out-of-order-execution',
  severity: 'warning',
  message: 'The cell was last run before a cell that stands above it, so its saved output may not be what the pipeline gives',
  hint: 'Restart the kernel, run all cells and save',
  at,
  related: [{ ...above, message: 'run after the cell below' }]
});
