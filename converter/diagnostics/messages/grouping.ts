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

/** Nodes run as one because a value cannot travel between them. */
export const joinedNodes = (members: readonly string[], name: string, at: CellLocation): Diagnostic => ({
  code: 'joined-nodes',
  severity: 'info',
  message: `${quotedList(members)} run as one node, because ${quoted(name)} cannot be saved and loaded between them`,
  hint: `Make ${quoted(name)} where it is used, or turn it into plain data first`,
  at
});

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
