import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Subject } from '../subject.js';

/**
 * What became of a notebook and its pipeline. `joined`: equal, but nodes were joined; `single`: equal, but one node for
 * the whole notebook; `refused`: diagnostics stopped the conversion; `guarded`: a guard stopped the run; `fails`: the
 * notebook itself fails, and the pipeline does not give more; `broken`: one of them ended without a record.
 */
export type Verdict = 'equal' | 'joined' | 'single' | 'refused' | 'guarded' | 'differs' | 'fails' | 'broken';

export interface Place {
  /** Place among all cells of the notebook, from 0; `null` where no cell can be named. */
  readonly cell: number | null;
  readonly node: string | null;
  readonly kind: 'input' | 'value' | 'state' | 'printed' | 'errors' | 'displayed' | 'file' | 'exception';
  readonly name: string;
}

export interface Difference extends Place {
  /** Where in the value: `df.loc[3, 'a']`. */
  readonly path: string;
  /** `null`: there is nothing. */
  readonly notebook: string | null;
  readonly pipeline: string | null;
}

/** What the comparison wrote. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What runs of the notebook give differently. */
  readonly unstable: readonly Place[];
  /** Values that cannot be taken out of a process. */
  readonly unseen: readonly (Place & { readonly why: string })[];
  /** How many values, texts, … were compared. */
  readonly compared: { readonly [kind: string]: number };
}

export interface Verification extends Comparison {
  readonly verdict: Verdict;
  readonly nodes: readonly { readonly name: string; readonly rung: string; readonly members?: readonly string[] }[];
  /** Why there was nothing to compare: what the notebook, the conversion or the run said. */
  readonly said: string;
  /** About Python and folders. */
  readonly diagnostics: readonly Diagnostic[];
  /** The notebook and its conversion, as far as it could be read. */
  readonly subject?: Subject;
  /** Milliseconds. */
  readonly times: { readonly notebook?: number; readonly pipeline?: number };
}

export const nothing: Comparison = { differences: [], unstable: [], unseen: [], compared: {} };
