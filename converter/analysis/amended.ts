import type { Loc } from './analysis.js';
import type { Thing } from './things.js';
import type { Container, Trace } from './trace.js';

/** What becomes of objects in cells after the one that made them; within that cell they are not done yet. */
export interface Amendments extends Container {
  /** Objects from this one on belong to the present cell. */
  own: Loc;
  note(loc: Loc, before: Thing, after: Thing): void;
}

export function amendments(things: Thing[], trace: Trace): Amendments {
  const amended: Amendments = {
    own: 0,
    note(loc, before, after) {
      if (loc < amended.own) trace.changes.push({ of: amended, key: loc, after, before });
    },
    redo({ key, after }) {
      things[key as Loc] = after as Thing;
    },
    undo({ key, before }) {
      things[key as Loc] = before as Thing;
    }
  };
  return amended;
}
