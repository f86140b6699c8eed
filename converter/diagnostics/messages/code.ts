import type { CellLocation } from '../../source/span.js';
import type { Diagnostic } from '../diagnostic.js';
import { quoted } from '../words.js';

/** The parser's complaint, as it words it. */
export const syntaxError = (complaint: string, at: CellLocation): Diagnostic => ({
  code: 'syntax-error',
  severity: 'error',
  message: complaint.replace(/\.$/, ''),
  hint: 'Correct the cell, or exclude it with the tag skip',
  at
});

/** Code nested so deep that it is not analysed. */
export const tooDeep = (at: CellLocation): Diagnostic => ({
  code: 'too-deep',
  severity: 'error',
  message: 'The code is nested too deep to be analysed',
  hint: 'Move the data into a file, or the code into functions',
  at
});

/** The analysis stopped looking closer and assumes the worst from here on. */
export const analysisBudget = (what: string, at?: CellLocation): Diagnostic => ({
  code: 'analysis-budget',
  severity: 'info',
  message: `${what} is too large to be analysed closely; it is taken to change everything it can reach`,
  hint: 'Split it where nodes depend on more than they need',
  ...(at && { at })
});

/** Code that exists only when the notebook runs (`exec`, `eval`, `globals()[…]`). */
export const dynamicCode = (what: string, at: CellLocation): Diagnostic => ({
  code: 'dynamic-code',
  severity: 'error',
  message: `What ${quoted(what)} reads and changes is known only when it runs`,
  hint: 'Write the code out, use a dictionary instead of variables made at run time, or exclude the cell with the tag skip',
  at
});

/** The kernel keeps several variables under one name; a pipeline has one. */
export const kernelScope = (name: string, at: CellLocation): Diagnostic => ({
  code: 'kernel-scope',
  severity: 'error',
  message: `In this kernel ${quoted(name)} is not the same variable everywhere; in a pipeline it would be`,
  hint: `Give one of the variables another name, or hand ${quoted(name)} to the function as an argument`,
  at
});

/** Indentation of what is printed lasts in the kernel; each node prints for itself. */
export const openGroup = (at: CellLocation): Diagnostic => ({
  code: 'open-group',
  severity: 'info',
  message: 'This cell opens or closes a group of the console without its partner: what other nodes print is not indented by it',
  hint: 'Open and close the group in one cell, or give its cells to one node',
  at
});

/** A magic that has no meaning outside the notebook, or one that we do not know. */
export const unsupportedMagic = (magic: string, at: CellLocation): Diagnostic => ({
  code: 'unsupported-magic',
  severity: 'error',
  message: `The magic ${quoted(magic)} cannot run in a pipeline`,
  hint: 'Write it in plain code, or exclude the cell with the tag skip',
  at
});

/** `ast_node_interactivity` is set where nobody can tell to what: a kernel can show all values of a cell, those that are assigned, or none. */
export const unsupportedDisplay = (at: CellLocation): Diagnostic => ({
  code: 'unsupported-display',
  severity: 'error',
  message: 'From here on cells may show other values than their text says, which a pipeline does not know',
  hint: 'Set it once, in a line of its own and to a constant, or leave it out and call display() for what else is to be shown',
  at
});

/** `input()`, widgets: a pipeline has nobody to ask. */
export const interactiveInput = (call: string, at: CellLocation): Diagnostic => ({
  code: 'interactive-input',
  severity: 'error',
  message: `${quoted(call)} waits for an answer, and a pipeline has nobody to ask`,
  hint: 'Make it a value in a cell with the tag parameters',
  at
});

/** `_`, `Out[3]`, `In`: what a kernel keeps of its own history. */
export const historyVariable = (name: string, at: CellLocation): Diagnostic => ({
  code: 'history-variable',
  severity: 'error',
  message: `${quoted(name)} means what was run before in this kernel, which a pipeline does not have`,
  hint: 'Give the value a name where it is made, and use that',
  at
});
