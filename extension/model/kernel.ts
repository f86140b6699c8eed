import type { Problem } from './view.js';

/** One execution of one cell, as the kernel saw it: `schema/formats/witness.schema.json`. */
export interface KernelCell {
  /** Absent where something else than a cell of a notebook was run. */
  readonly cell?: string;
  /** SHA-256 of the text that was run. */
  readonly digest: string;
  readonly status: 'ok' | 'error' | 'interrupted';
  readonly wrote: readonly KernelValue[];
  /** The same object as before with another content. */
  readonly changed: readonly KernelValue[];
  readonly deleted: readonly string[];
}

export interface KernelValue {
  readonly name: string;
  /** As it is imported: `pandas.DataFrame`. */
  readonly type: string;
  readonly length?: number;
  readonly shape?: readonly number[];
  readonly bytes?: number;
}

/** What is made of it for the screen. Empty while nobody watches the kernel. */
export interface KernelState {
  /** Values by the id of the cell that wrote or changed them, as they were after it ran last. */
  readonly values: ReadonlyMap<string, readonly KernelValue[]>;
  readonly problems: readonly Problem[];
}

export const noKernel: KernelState = { values: new Map(), problems: [] };
