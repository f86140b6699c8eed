import type { CellLocation } from '../source/span.js';

/** Why a dependency exists: who wrote what, who reads it, by which rule. */
export interface Reason {
  /** The variable, or the implicit variable (`·rng.numpy`, `·file:a.csv`). */
  readonly name: string;
  readonly writer?: CellLocation;
  readonly reader: CellLocation;
  /** Calls between the reader's cell and the read. */
  readonly through?: readonly CellLocation[];
  readonly rule: string;
}

/** A def–use edge between nodes: `to` needs what `from` leaves behind. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly reasons: readonly Reason[];
}
