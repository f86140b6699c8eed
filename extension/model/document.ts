import type { CellChange, ISharedCell, ISharedNotebook, NotebookChange } from '@jupyter/ydoc';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import type { CellDocument, DocumentMessage } from '../worker/protocol.js';

interface Known {
  readonly serial: number;
  readonly document: CellDocument;
}

/**
 * A notebook's text and metadata as messages for the worker, and a signal for changes that matter: outputs do not.
 * A cell is read again, and sent again, only after it has changed.
 */
export class DocumentReader implements IDisposable {
  constructor(shared: ISharedNotebook, key: string) {
    this.shared = shared;
    this.key = key;
    shared.changed.connect(this.onNotebookChanged, this);
    this.watchCells();
  }

  /** Source, metadata or order of the cells, or the notebook's metadata, are different now. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Counts the changes. */
  get version(): number {
    return this._version;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The document now. What the worker was told before is named only; `name` is the file's, without extension. */
  message(name: string): DocumentMessage {
    const known = this.shared.cells.map(cell => this.read(cell));
    const cells = known.filter(({ serial }) => !this.sent.has(serial)).map(({ serial, document }) => [serial, document] as const);
    const order = known.map(({ serial }) => serial);
    this.sent = new Set(order);
    return { key: this.key, name, metadata: this.shared.getMetadata(), order, cells };
  }

  /** Whether any cell seems to be tagged: enough to know that the notebook is worth a look. */
  get looksTagged(): boolean {
    return this.shared.cells.some(cell => seemsTagged(this.read(cell).document));
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private read(cell: ISharedCell): Known {
    const before = this.known.get(cell);
    if (before) return before;
    const known = { serial: ++this.last, document: cellDocument(cell) };
    this.known.set(cell, known);
    return known;
  }

  private watchCells(): void {
    const now = new Set(this.shared.cells);
    for (const cell of this.watched) if (!now.has(cell)) cell.changed.disconnect(this.onCellChanged, this);
    for (const cell of now) if (!this.watched.has(cell)) cell.changed.connect(this.onCellChanged, this);
    this.watched = now;
  }

  private onNotebookChanged(_: ISharedNotebook, { cellsChange, metadataChange }: NotebookChange): void {
    if (cellsChange) this.watchCells();
    if (cellsChange || metadataChange) this.emit();
  }

  private onCellChanged(cell: ISharedCell, { sourceChange, metadataChange, executionCountChange }: CellChange): void {
    if (!sourceChange && !metadataChange && !executionCountChange) return;
    this.known.delete(cell);
    this.emit();
  }

  private emit(): void {
    this._version++;
    this._changed.emit();
  }

  private readonly shared: ISharedNotebook;
  private readonly key: string;
  private _version = 0;
  private readonly _changed = new Signal<this, void>(this);
  private _isDisposed = false;
  private last = 0;
  private sent: ReadonlySet<number> = new Set();
  private watched: ReadonlySet<ISharedCell> = new Set();
  private readonly known = new WeakMap<ISharedCell, Known>();
}

function seemsTagged({ source, metadata }: CellDocument): boolean {
  const { espalier, tags } = metadata;
  return (
    espalier !== undefined ||
    (Array.isArray(tags) && tags.some(tag => /^(?:node|step|block):/.test(String(tag)))) ||
    /^%%node\b|^\s*(?:#|\/\/)\|\s*(?:node|role)\s*:/m.test(source.slice(0, 10_000))
  );
}

function cellDocument(cell: ISharedCell): CellDocument {
  const { id, cell_type } = cell;
  const count = 'execution_count' in cell ? cell.execution_count : undefined;
  return { id, cell_type, source: cell.getSource(), metadata: cell.getMetadata(), ...(typeof count === 'number' && { execution_count: count }) };
}
