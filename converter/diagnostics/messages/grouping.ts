import type { CellLocation } from '../../source/span.js';
import type { Diagnostic } from '../diagnostic.js';
import { plain, quoted, quotedList } from '../words.js';

/** An untagged code cell runs with the node above it. */
export const untaggedCellJoined = (node: string, at: CellLocation): Diagnostic => ({
  code: 'untagged-cell-joined',
  severity: 'info',
  message: `The cell has no tag and belongs to the node ${quoted(node)} above it`,
  hint: `Tag it node:${plain(node)} to say so, or give it a node of its own`,
  at
});

/** Setup that cannot be repeated by every node. */
export const setupHasEffect = (node: string, at: CellLocation): Diagnostic => ({
  code: 'setup-has-effect',
  severity: 'info',
  message: `This setup has effects that must happen once, so it runs as the node ${quoted(node)}`,
  at
});

/** Cells of one node stand around cells of others, and values go back and forth: they run as one. */
export const groupCycle = (node: string, between: readonly string[], at: CellLocation): Diagnostic => ({
  code: 'group-cycle',
  severity: 'warning',
  message: `The node ${quoted(node)} goes on below ${quotedList(between)}, so they run as one node`,
  hint: `Give the cells from here on another name, for example: ${plain(node)}_2`,
  at
});

/** `after` names a node that stands below, against document order. */
export const orderCycle = (node: string, later: string, at: CellLocation): Diagnostic => ({
  code: 'order-cycle',
  severity: 'error',
  message: `The node ${quoted(node)} is to run after ${quoted(later)}, which stands below it in the notebook`,
  hint: `Move the cell below ${quoted(later)}, or remove the order`,
  at
});

const plainData = 'Make %1 where it is used, or turn it into plain data first';

const joinReasons = {
  opaque: { because: '%1 cannot be saved and loaded between them', hint: plainData },
  address: {
    because: '%1 is a place in memory, which means nothing in another process',
    hint: 'Use names or positions as keys, or compare in the node that makes %1'
  },
  identity: {
    because: 'they ask which object a number or a text is, and %1 holds such',
    hint: 'Compare numbers and texts with == instead of is'
  },
  late: { because: '%1 may still change after the cell that made it', hint: 'Wait for the work in the cell that begins it' },
  'object-view': { because: '%1 is where another object keeps its attributes, which saving would separate', hint: 'Make %1 a copy: dict(%1)' },
  'pandas-view': { because: '%1 shares memory with another frame, which pandas below 3 would separate', hint: 'Make %1 a copy: .copy()' },
  code: { because: '%1 holds functions that no file can hold', hint: 'Pass plain data and define the functions in a cell of their own' },
  'open-file': {
    because: '%1 is still open for writing, so what was written may not be in it yet, and others look at it',
    hint: 'Close it in the cell that opens it, best by a with statement'
  },
  state: { because: 'they change the state of their process (%1), which no other process shares', hint: 'Take it back in the cell that sets it' }
} as const;

/** Nodes run as one because a value cannot travel between them. */
export const joinedNodes = (members: readonly string[], name: string, rule: JoinRule, at: CellLocation): Diagnostic => {
  const { because, hint } = joinReasons[rule];
  const named = (text: string) => text.replace('%1', () => (rule === 'state' || rule === 'open-file' ? plain(name.replace(/^\w+\./, '')) : quoted(name)));
  return {
    code: 'joined-nodes',
    severity: 'info',
    message: `${quotedList(members)} run as one node, because ${named(because)}`,
    hint: named(hint),
    at
  };
};

/** Why nodes are joined. */
export type JoinRule = keyof typeof joinReasons;

/** A node's text runs at module level, because a function would change its meaning. */
export const scriptNode = (name: string, rule: string, at: CellLocation): Diagnostic => ({
  code: 'script-node',
  severity: 'info',
  message: `The node ${quoted(name)} runs as a script and not as a function (${rule})`,
  at
});

/** Nothing of a node's cells is left to run. */
export const emptyNode = (node: string, at: CellLocation): Diagnostic => ({
  code: 'empty-node',
  severity: 'info',
  message: `The node ${quoted(node)} has nothing to run: its imports, definitions and parameters are shared by all nodes`,
  hint: 'Tag the cell setup',
  at
});

/** No cell is part of any node. */
export const noNodes = (): Diagnostic => ({
  code: 'no-nodes',
  severity: 'error',
  message: 'The notebook has no nodes',
  hint: 'Tag cells with node:NAME, or let nodes be proposed with --auto'
});
