import { declare, mark, readNotebook, rename, type Cell, type CellContent } from '../../converter/index.js';
import type { CellEdit, Change } from './protocol.js';

interface Document {
  readonly metadata: unknown;
  readonly cells: readonly { readonly source: string; readonly metadata: { readonly [key: string]: unknown } }[];
}

/** What a change makes of the cells: those that come out different. */
export function editsFor(document: Document, name: string, change: Change): readonly CellEdit[] {
  const { cells } = readNotebook({ nbformat: 4, nbformat_minor: 5, ...document }, name);
  const contents = document.cells;
  const changed = cells.map(cell => {
    const content = contents[cell.index];
    return content && cell.kind === 'code' ? { cell, content, after: changedCell(content, cell, { change, cells }) } : undefined;
  });
  return changed.flatMap((each): readonly CellEdit[] => {
    if (!each || each.after === each.content) return [];
    const { cell, content, after } = each;
    const source = after.source === content.source ? undefined : after.source;
    const metadata = JSON.stringify(after.metadata) === JSON.stringify(content.metadata) ? undefined : after.metadata;
    if (source === undefined && metadata === undefined) return [];
    return [{ cell: cell.id, ...(source !== undefined && { source }), ...(metadata && { metadata }) }];
  });
}

function changedCell(content: CellContent, cell: Cell, { change, cells }: { readonly change: Change; readonly cells: readonly Cell[] }): CellContent {
  switch (change.kind) {
    case 'mark': {
      const wanted = change.marks.find(({ cell: id }) => id === cell.id);
      if (!wanted) return content;
      const { role, node = '' } = wanted;
      return mark(content, role === undefined ? undefined : role === 'node' ? { role, node } : { role });
    }
    case 'rewrite': {
      if (cell.id !== change.cell) return content;
      const bare = mark(content, undefined);
      return mark(bare, change.role === 'node' ? { role: 'node', node: change.node ?? '' } : { role: change.role });
    }
    case 'rename':
      return change.from.reduce((renamed, from) => rename(renamed, from, change.to), content);
    case 'declare': {
      const first = cells.find(({ intent }) => intent.node === change.node);
      if (first?.id !== cell.id) return content;
      return declare(content, change.field, [...new Set([...(cell.intent[change.field] ?? []), ...change.names])]);
    }
    case 'undeclare': {
      const declared = cell.intent[change.field];
      if (!declared || !belongs(cell, change.node, cells)) return content;
      return declare(
        content,
        change.field,
        declared.filter(name => !change.names.includes(name))
      );
    }
    case 'undeclare-all':
      return cell.intent[change.field] && belongs(cell, change.node, cells) ? declare(content, change.field, []) : content;
    default:
      return change satisfies never;
  }
}

/** Untagged cells belong to the node above them. */
function belongs(cell: Cell, node: string, cells: readonly Cell[]): boolean {
  if (cell.intent.role !== undefined) return cell.intent.node === node;
  return cells.slice(0, cell.index).findLast(({ kind, intent }) => kind === 'code' && intent.role !== undefined)?.intent.node === node;
}
