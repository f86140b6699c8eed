import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidNotebook } from '../diagnostics/messages.js';
import { fieldsAt, isFields, type Fields } from './document.js';
import { cellIds } from './ids.js';
import type { Cell } from './notebook.js';

/** A cell before what its author asked for is known. Outputs are never looked at. */
export interface RawCell extends Omit<Cell, 'intent'> {
  readonly metadata: Fields;
}

/** Broken files would give a diagnostic for every cell. */
const mostProblems = 20;

/** The cells of a document, normalised. One that cannot be read stays, empty, so that the others keep their places. */
export function readCells(documents: readonly unknown[]): { readonly cells: readonly RawCell[]; readonly diagnostics: readonly Diagnostic[] } {
  const ids = cellIds(documents.map(document => (isFields(document) ? document['id'] : undefined)));
  const diagnostics: Diagnostic[] = [];
  const cells = documents.map((document, index): RawCell => {
    const id = ids[index] ?? '';
    const read = readCell(document);
    if (typeof read !== 'string') return { id, index, ...read };
    if (diagnostics.length < mostProblems) diagnostics.push(invalidNotebook(`cell ${index + 1} ${read}`, { cell: id }));
    return { id, index, kind: 'raw', source: '', tags: [], metadata: {} };
  });
  return { cells, diagnostics };
}

function readCell(document: unknown): Omit<RawCell, 'id' | 'index'> | string {
  if (!isFields(document)) return 'is not an object';
  const { cell_type: kind, source, execution_count: count } = document;
  if (kind !== 'code' && kind !== 'markdown' && kind !== 'raw') return "has no known 'cell_type'";
  const text = sourceText(source);
  if (text === undefined) return "has a 'source' that is neither a text nor a list of texts";
  if (document['metadata'] !== undefined && !isFields(document['metadata'])) return "has 'metadata' that are not an object";
  const metadata = fieldsAt(document, 'metadata');
  const { tags } = metadata;
  return {
    kind,
    source: text,
    tags: Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [],
    metadata,
    ...(kind === 'code' && typeof count === 'number' && Number.isInteger(count) && { executionCount: count })
  };
}

/** One text with `\n` line ends and no byte order mark; a missing source is an empty one. */
function sourceText(source: unknown): string | undefined {
  if (source === undefined) return '';
  const text = Array.isArray(source) && source.every(line => typeof line === 'string') ? source.join('') : source;
  return typeof text === 'string' ? text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') : undefined;
}
