import { nearest } from '../source/nearest.js';

/** A wrong call of the command line: exit code 2. */
export interface UsageError {
  readonly usage: string;
}

/** Throws what `isUsageError` recognises: the one kind of exception that commands let through. */
export function misuse(message: string): never {
  throw Object.assign(new Error(message), { usage: message });
}

export const isUsageError = (error: unknown): error is UsageError => error instanceof Error && 'usage' in error;

/** ` (did you mean 'X'?)` where one of the known words is near; empty otherwise. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? '' : ` (did you mean '${near}'?)`;
}
