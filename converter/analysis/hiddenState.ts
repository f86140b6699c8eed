/** Implicit variables (files, generators, options) are named with a leading dot that no language allows. */
export const isImplicit = (name: string): boolean => name.startsWith('·');

/** State of the process that any code may feel as long as it lasts: hooks, finalizers, threads, contexts that were entered by hand. */
export const lastingPrefix = '·lasting.';

/** How deep calls may go, all calls feel. */
const depth = '·option.recursion';

export const isLasting = (name: string): boolean => name.startsWith(lastingPrefix) || name === depth;
