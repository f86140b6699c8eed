import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal, type ISignal } from '@lumino/signaling';
import { NotebookPipeline } from './model/pipeline.js';
import type { Ask } from './worker/protocol.js';

/** A notebook on the screen, and the model of its pipeline. */
export interface OpenNotebook {
  readonly panel: NotebookPanel;
  readonly pipeline: NotebookPipeline;
}

/** The pipelines of all open notebooks: one each, made when its document is there, disposed with its panel. */
export class Pipelines {
  constructor(notebooks: INotebookTracker, ask: Ask) {
    this.notebooks = notebooks;
    this.ask = ask;
    notebooks.forEach(panel => void this.add(panel));
    notebooks.widgetAdded.connect((_, panel) => void this.add(panel), this);
    notebooks.currentChanged.connect(() => this.setCurrent(), this);
  }

  /** The notebook that was focused last; absent where none is open, or while it is being loaded. */
  get current(): OpenNotebook | undefined {
    return this._current;
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  /** A notebook has been opened and its model is ready. */
  get added(): ISignal<this, OpenNotebook> {
    return this._added;
  }

  get all(): readonly OpenNotebook[] {
    return [...this.open.values()];
  }

  of(panel: NotebookPanel): OpenNotebook | undefined {
    return this.open.get(panel);
  }

  private async add(panel: NotebookPanel): Promise<void> {
    await panel.context.ready;
    const shared = panel.content.model?.sharedModel;
    if (panel.isDisposed || !shared || this.open.has(panel)) return;
    const name = () => panel.context.path.replace(/^.*[/:]/s, '').replace(/\.[^.]*$/, '');
    const opened: OpenNotebook = { panel, pipeline: new NotebookPipeline(shared, name, this.ask) };
    this.open.set(panel, opened);
    panel.disposed.connect(() => {
      this.open.delete(panel);
      opened.pipeline.dispose();
      this.setCurrent();
    });
    this._added.emit(opened);
    this.setCurrent();
  }

  private setCurrent(): void {
    const { currentWidget } = this.notebooks;
    const current = currentWidget ? this.open.get(currentWidget) : undefined;
    if (current === this._current) return;
    this._current = current;
    this._currentChanged.emit();
  }

  private readonly notebooks: INotebookTracker;
  private readonly ask: Ask;
  private readonly open = new Map<NotebookPanel, OpenNotebook>();
  private readonly _currentChanged = new Signal<this, void>(this);
  private readonly _added = new Signal<this, OpenNotebook>(this);
  private _current: OpenNotebook | undefined;
}
