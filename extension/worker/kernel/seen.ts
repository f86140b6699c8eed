import type { Conversion } from '../../../converter/index.js';
import type { KernelCell } from '../../model/kernel.js';
import type { Problem } from '../../model/view.js';

type Analysis = NonNullable<Conversion['analysis']>;

/** An execution, and what has become of its cell. */
export interface Ran extends KernelCell {
  /** Place in the order of executions. */
  readonly at: number;
  /** Place of the cell in the notebook; absent where it is gone. */
  readonly index?: number;
  /** The cell's text is still what was run. */
  readonly isCurrent: boolean;
}

/** What the kernel saw, beside what the text says. */
export interface Seen {
  /** All executions, the oldest first. */
  readonly ran: readonly Ran[];
  /** The last execution of each cell that is still there, by its id. */
  readonly last: ReadonlyMap<string, Ran>;
  readonly analysis: Analysis;
}

export const makes = ({ wrote, changed }: KernelCell, name: string): boolean => [...wrote, ...changed].some(value => value.name === name);

/** `a`, `b` and `c`, as text. */
export function listOf(names: readonly string[]): string {
  const quoted = [...new Set(names)].map(name => `'${name}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

interface Finding {
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly hint: string;
  readonly cell: { readonly id: string; readonly index: number };
  readonly related?: Problem['related'];
}

export const problemOf = ({ cell: { id, index }, related = [], ...finding }: Finding): Problem => ({
  ...finding,
  at: { cell: id },
  cellNumber: index + 1,
  related,
  fixes: []
});
