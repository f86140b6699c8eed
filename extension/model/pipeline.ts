import type { ISharedNotebook } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Ask, CellEdit, Change, DocumentMessage } from '../worker/protocol.js';
import { applyEdits } from './apply.js';
import { DocumentReader } from './document.js';
import { noKernel } from './kernel.js';
import { noRun, type NotebookState } from './state.js';
import { unread, type GraphView } from './view.js';

/** How long after the last change the notebook is looked at again, in milliseconds. */
const pause = 200;

/** The one model of a notebook's pipeline: everything that is shown of it comes from `state`, and every change of the notebook goes through `change`. */
export class NotebookPipeline implements IDisposable {
  /** `name` gives the notebook's file name without extension, as it is now. */
  constructor(shared: ISharedNotebook, name: () => string, ask: Ask) {
    this.shared = shared;
    this.name = name;
    this.ask = ask;
    this.key = `notebook-${++NotebookPipeline.count}`;
    this.reader = new DocumentReader(shared, this.key);
    this.reader.changed.connect(this.onDocumentChanged, this);
    this._state = { view: unread(name()), isStale: true, run: noRun, kernel: noKernel };
    if (this.reader.looksTagged) this.wake();
  }

  /** Emitted after `state` became another object. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): NotebookState {
    return this._state;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Replaces parts of the state. A key that is given as undefined goes. */
  update(parts: { readonly [Key in keyof NotebookState]?: NotebookState[Key] | undefined }): void {
    if (this._isDisposed || Object.entries(parts).every(([key, value]) => this._state[key as keyof NotebookState] === value)) return;
    this._state = Object.fromEntries(Object.entries({ ...this._state, ...parts }).filter(([, value]) => value !== undefined)) as unknown as NotebookState;
    this._changed.emit();
  }

  /** Looks at the notebook from now on. Nobody pays for one that has no tags, until somebody wants to see it. */
  wake(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    void this.refresh();
  }

  /** The document as the worker is told it: for questions of others, such as `convert`. To be asked at once, in the order in which they are taken. */
  document(): DocumentMessage {
    return this.reader.message(this.name());
  }

  /** The graph of the view as it is now, with room and labels. */
  wideGraph(): Promise<GraphView> {
    return this.ask('graph', { key: this.key });
  }

  /** Proposes nodes; they are shown until they are accepted or given up. */
  async suggest(): Promise<void> {
    await this.refresh();
    const { cells } = await this.ask('suggest', { document: this.document() });
    this.update({ proposal: { cells, refused: new Set() } });
  }

  /** Changes how cells are tagged, as one step that can be undone. Returns how many cells are different. */
  async change(change: Change): Promise<number> {
    let edits: readonly CellEdit[];
    let version: number;
    do {
      version = this.reader.version;
      edits = await this.ask('change', { document: this.document(), change });
    } while (version !== this.reader.version);
    if (this._isDisposed) return 0;
    applyEdits(this.shared, edits);
    await this.refresh();
    return edits.length;
  }

  /** Looks at the notebook now; done when the state shows what it was at the time of the call, or later. */
  refresh(): Promise<void> {
    this.isAwake = true;
    this.isWanted = true;
    this.asking ??= this.askWhileWanted().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** One question at a time: what is wanted meanwhile is asked once, for the newest state. */
  private async askWhileWanted(): Promise<void> {
    try {
      while (this.takeWish()) {
        const { version, changed } = await this.ask('view', { document: this.document(), ...(this.known !== undefined && { known: this.known }) });
        this.known = version;
        this.update({ view: { ...this._state.view, ...changed }, isStale: this.isWanted, failure: undefined });
      }
    } catch (error) {
      this.update({ failure: error instanceof Error ? error.message : String(error), isStale: false });
    }
  }

  private takeWish(): boolean {
    const isWanted = this.isWanted && !this._isDisposed;
    this.isWanted = false;
    return isWanted;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    this.debouncer.dispose();
    this.reader.dispose();
    void this.ask('forget', { key: this.key });
    Signal.clearData(this);
  }

  private onDocumentChanged(): void {
    // Nothing looks different yet, and this is done at every key.
    this._state = { ...this._state, isStale: true };
    void this.debouncer.invoke().catch(() => undefined);
  }

  readonly shared: ISharedNotebook;
  private readonly name: () => string;
  private readonly ask: Ask;
  private async onPause(): Promise<void> {
    if (this.isAwake) await this.refresh();
    else if (this.reader.looksTagged) this.wake();
  }

  private readonly key: string;
  private readonly reader: DocumentReader;
  private readonly debouncer = new Debouncer(() => this.onPause(), pause);
  private readonly _changed = new Signal<this, void>(this);
  private _state: NotebookState;
  private _isDisposed = false;
  private isAwake = false;
  /** The view that the state has, as the worker calls it. */
  private known: number | undefined;
  private isWanted = false;
  private asking: Promise<void> | undefined;
  private static count = 0;
}
