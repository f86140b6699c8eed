import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { RungReason } from '../language.js';
import type { Showing } from '../showing.js';
import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';

/** A cell as plain Python, and the way back to what the author wrote. */
export interface Prepared {
  /** What is parsed. */
  readonly text: string;
  /** Offsets of `text` to a span of the cell. */
  readonly spanOf: (from: number, to: number) => Span;
  /** Changes of the cell's source that give what is emitted. */
  readonly edits: readonly Edit[];
  /** Functions of the runtime that the emitted text calls. */
  readonly runtime: readonly string[];
  /** Offsets of `text` at which the name of such a function stands. */
  readonly calls: ReadonlyMap<number, string>;
  /** Offsets of `text` at which the code of a magic stands, and whether that shows what the code gives. */
  readonly magics: ReadonlyMap<number, 'shown' | 'quiet'>;
  readonly rungs: readonly RungReason[];
  readonly diagnostics: readonly Diagnostic[];
  /** Offset of `text` after the last line that vanished; what stands before it is not what the cell shows. */
  readonly vanished: number;
  /** Runs after the cell: the last line of `text`, not yet among `edits`. */
  readonly tail?: string;
  /** The cell shows nothing by itself: its result goes elsewhere. */
  readonly hidden?: boolean;
  /** What runs the text shows the value of its last expression, whatever cells show. */
  readonly isTimed?: boolean;
  /** What magics tell the kernel about showing values. */
  readonly showing: readonly Showing[];
}
