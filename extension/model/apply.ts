import type { ISharedCell, ISharedNotebook } from '@jupyter/ydoc';
import type { CellEdit } from '../worker/protocol.js';

/** Carries edits out in one transaction, which one undo takes back. Cells that have gone meanwhile are left out. */
export function applyEdits(notebook: ISharedNotebook, edits: readonly CellEdit[]): void {
  const cells = new Map(notebook.cells.map(cell => [cell.id, cell]));
  endUndoStep(notebook);
  notebook.transact(() => {
    for (const { cell: id, source, metadata } of edits) {
      const cell = cells.get(id);
      if (!cell) continue;
      if (metadata) setMetadata(cell, metadata);
      if (source !== undefined) setSource(cell, source);
    }
  });
  endUndoStep(notebook);
}

/** Changes that follow each other closely would be one step; ours is one by itself. */
function endUndoStep(notebook: ISharedNotebook): void {
  (notebook as { undoManager?: { stopCapturing?: () => void } }).undoManager?.stopCapturing?.();
}

/** Only keys that are ours to change, and only where they differ: others may be changing theirs at the same time. */
function setMetadata(cell: ISharedCell, wanted: { readonly [key: string]: unknown }): void {
  const metadata: { readonly [key: string]: unknown } = cell.getMetadata();
  for (const key of ['espalier', 'tags']) {
    if (JSON.stringify(metadata[key]) === JSON.stringify(wanted[key])) continue;
    if (wanted[key] === undefined) cell.deleteMetadata(key);
    else cell.setMetadata(key, wanted[key] as string[]);
  }
}

/** Replaces what differs, so that cursors and other people's edits stay where they are. */
export function setSource(cell: ISharedCell, wanted: string): void {
  const source = cell.getSource();
  let from = 0;
  while (from < source.length && source[from] === wanted[from]) from++;
  let tail = 0;
  while (tail < Math.min(source.length, wanted.length) - from && source.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  if (from < source.length - tail || from < wanted.length - tail) cell.updateSource(from, source.length - tail, wanted.slice(from, wanted.length - tail));
}
