import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Place } from './model/view.js';

/** Makes a cell the active one and brings it into sight, and selects the text that is meant. */
export async function revealCell(panel: NotebookPanel, { cell: id, span }: Place): Promise<void> {
  const index = panel.content.widgets.findIndex(({ model }) => model.id === id);
  const cell = panel.content.widgets[index];
  if (!cell) return;
  panel.content.deselectAll();
  panel.content.activeCellIndex = index;
  await panel.content.scrollToItem(index, 'smart');
  await cell.ready;
  const { editor } = cell;
  if (!span || !editor) return;
  const start = editor.getPositionAt(span.from);
  const end = editor.getPositionAt(span.to);
  if (start && end) editor.setSelection({ start, end });
}
