import type { CellLocation } from '../../source/span.js';
import type { Diagnostic } from '../diagnostic.js';
import { quoted, quotedList } from '../words.js';
import { nearest } from '../../source/nearest.js';

/** Two nodes declare one output. */
export const repeatedOutput = (
  name: string,
  { node, other }: { readonly node: string; readonly other: string },
  at: CellLocation,
  first?: CellLocation
): Diagnostic => ({
  code: 'repeated-output',
  severity: 'error',
  message: `The nodes ${quotedList([other, node])} both declare the output ${quoted(name)}`,
  hint: 'Give the values different names, or remove it from one of the declarations',
  at,
  ...(first && { related: [{ ...first, message: 'declared here first' }] })
});

/** A node with declared inputs reads a value that is not among them. */
export const undeclaredInput = (name: string, node: string, at: CellLocation): Diagnostic => ({
  code: 'undeclared-input',
  severity: 'warning',
  message: `The node ${quoted(node)} reads ${quoted(name)}, which is not among its declared inputs`,
  hint: `Add ${quoted(name)} to its inputs, or remove the declaration: inputs are found by themselves`,
  at
});

/** A declared output that the node's code never gives a value. */
export const declaredOutputNotWritten = (name: string, node: string, at: CellLocation): Diagnostic => ({
  code: 'declared-output-not-written',
  severity: 'error',
  message: `The node ${quoted(node)} declares the output ${quoted(name)} and never gives it a value`,
  hint: `Assign ${quoted(name)} in the node, or remove the declaration`,
  at
});

/** A name in `after`, `--only`, `--from` or `--to` that no node has. */
export const unknownNode = (name: string, nodes: readonly string[], at?: CellLocation): Diagnostic => {
  const near = nearest(name, nodes);
  return {
    code: 'unknown-node',
    severity: 'error',
    message: `There is no node ${quoted(name)}`,
    hint: near !== undefined ? `Did you mean ${quoted(near)}?` : nodes.length > 0 ? `The nodes are ${quotedList(nodes)}` : 'Tag cells with node:NAME first',
    ...(at && { at })
  };
};

/** A file that is read lies above the root, or a link leads to it: it is not copied. */
export const pathOutsideRoot = (path: string, at: CellLocation): Diagnostic => ({
  code: 'path-outside-root',
  severity: 'error',
  message: `${quoted(path)} is not a regular file below the notebook's root, so it is not copied into the project`,
  hint: 'Put the file beside the notebook, or name a folder that holds both with --root DIR or root in the notebook metadata',
  at
});

/** A file that is read is not there. */
export const pathNotFound = (path: string, at: CellLocation): Diagnostic => ({
  code: 'path-not-found',
  severity: 'warning',
  message: `There is no file ${quoted(path)} beside the notebook`,
  hint: 'Put it there before the pipeline runs, or correct the path',
  at
});

/** A library that may draw from a generator when it is imported, after the notebook has seeded it. */
export const importAfterSeed = (module: string, at: CellLocation): Diagnostic => ({
  code: 'import-after-seed',
  severity: 'warning',
  message: `${quoted(module)} is imported after the seed of 'random': if it draws when it is imported, later draws differ`,
  hint: 'Seed below the imports',
  at
});

/** A draw from a generator that starts anew in every process: the global one of a library, or one that the notebook makes. */
export const unseededDraw = (generator: string | undefined, at: CellLocation): Diagnostic => ({
  code: 'unseeded-draw',
  severity: 'info',
  message:
    generator === undefined
      ? 'This draws from a generator that was made without a seed: each run gives other values'
      : `This draws from the generator of ${quoted(generator)}, which no cell above has seeded: each run gives other values`,
  hint: generator === undefined ? 'Give the generator a seed where it is made' : 'Seed the generator in a cell above, or give the call a seed of its own',
  at
});

/** A back end that keeps figures open and does not show them, unlike the one that notebooks begin with. */
export const figureBackend = (at: CellLocation): Diagnostic => ({
  code: 'figure-backend',
  severity: 'warning',
  message: 'From here on figures stay open from cell to cell; the pipeline shows and closes them at the end of each cell, as the inline back end does',
  hint: 'Begin, draw and save each figure in one cell, or keep the inline back end',
  at
});

/** Text that is made of memory as it was found. */
export const unfilledArray = (at: CellLocation): Diagnostic => ({
  code: 'unfilled-array',
  severity: 'info',
  message: 'This shows an array that nothing has filled: it holds what was in memory, which each run finds anew',
  hint: 'Begin with zeros, or fill the array first',
  at
});

/** An import of which nobody can say for certain what to install. */
export const unknownDistribution = (module: string, at: CellLocation): Diagnostic => ({
  code: 'unknown-distribution',
  severity: 'warning',
  message: `It is not certain which package provides ${quoted(module)}, so the requirements leave it out`,
  hint: 'Add it to requirements.txt in the project, or put the module beside the notebook',
  at
});
