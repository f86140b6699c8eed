import type { Span } from '../source/span.js';

/** What a cell tells the kernel about showing values. */
export interface Showing {
  /** By the language's own name. */
  readonly mode: string;
  /** Of one kernel, or of the class that all kernels are of. */
  readonly by: 'instance' | 'class';
  readonly span: Span;
}
