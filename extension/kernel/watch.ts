import { NotebookActions } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import type { ExtensionContext } from '../context.js';
import { noKernel, type KernelCell } from '../model/kernel.js';
import type { OpenNotebook } from '../pipelines.js';
import { isLoaded, listen, load, type Kernel } from './connection.js';

/** As many executions as the kernel remembers. */
const most = 1000;

/** Watches what the cells of one notebook do in its kernel, where the extension is loaded there: by its user, by the setting, or on request. */
export class KernelWatch implements IDisposable {
  constructor(context: ExtensionContext, opened: OpenNotebook) {
    this.context = context;
    this.opened = opened;
    const { sessionContext } = opened.panel;
    sessionContext.kernelChanged.connect(this.onNewKernel, this);
    sessionContext.statusChanged.connect(this.onStatus, this);
    opened.pipeline.changed.connect(this.onPipeline, this);
    NotebookActions.executed.connect(this.onExecuted, this);
    this.onStatus(sessionContext, sessionContext.session?.kernel?.status ?? 'unknown');
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    const { panel, pipeline } = this.opened;
    panel.sessionContext.kernelChanged.disconnect(this.onNewKernel, this);
    panel.sessionContext.statusChanged.disconnect(this.onStatus, this);
    pipeline.changed.disconnect(this.onPipeline, this);
    NotebookActions.executed.disconnect(this.onExecuted, this);
  }

  /** Loads the extension in the kernel and watches it; what the kernel says where it cannot. */
  async start(): Promise<string | undefined> {
    await this.opened.panel.sessionContext.ready;
    const kernel = this.kernel;
    if (!kernel || this.state === 'watching') return undefined;
    const problem = await load(kernel);
    if (problem === undefined && kernel === this.kernel) this.listen(kernel);
    return problem;
  }

  private get kernel(): Kernel | undefined {
    return this.opened.panel.sessionContext.session?.kernel ?? undefined;
  }

  private onNewKernel(): void {
    this.state = 'new';
    this.records = [];
    this.opened.pipeline.update({ kernel: noKernel });
  }

  private onStatus(_: unknown, status: Kernel['status']): void {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') this.onNewKernel();
    if (status === 'idle' && this.state === 'new') void this.look();
  }

  /** The user may have loaded the extension just now. */
  private onExecuted(_: unknown, { notebook, cell }: { notebook: unknown; cell: { model: { sharedModel: { getSource: () => string } } } }): void {
    const isOurs = notebook === this.opened.panel.content && this.state === 'without';
    if (isOurs && cell.model.sharedModel.getSource().includes('jupyterlab_espalier')) void this.look();
  }

  private async look(): Promise<void> {
    const kernel = this.kernel;
    if (!kernel) return;
    this.state = 'without';
    const { language_info } = await kernel.info;
    if (language_info.name !== 'python' || kernel !== this.kernel) return;
    if (this.context.settings.value.watchKernel) await this.start();
    else if ((await isLoaded(kernel)) && kernel === this.kernel) this.listen(kernel);
  }

  private listen(kernel: Kernel): void {
    this.state = 'watching';
    const comm = listen(kernel, (cells, isHistory) => {
      if (kernel !== this.kernel || this._isDisposed) return;
      this.records = [...(isHistory ? [] : this.records), ...cells].slice(-most);
      void this.tell(true);
    });
    comm.onClose = () => {
      if (this.state === 'watching') this.state = 'without';
    };
  }

  private onPipeline(): void {
    const { view } = this.opened.pipeline.state;
    if (view !== this.told && this.records.length > 0) void this.tell(false);
  }

  /** Asks what it means for the notebook as it is; the worker keeps the records. */
  private async tell(isNew: boolean): Promise<void> {
    const { pipeline } = this.opened;
    const { records } = this;
    this.told = pipeline.state.view;
    const { values, problems } = await this.context.ask('kernel', { document: pipeline.document(), ...(isNew && { records }) });
    if (records === this.records) pipeline.update({ kernel: { values: new Map(values), problems } });
  }

  private readonly context: ExtensionContext;
  private readonly opened: OpenNotebook;
  /** `without`: looked at, and the extension is not there. */
  private state: 'new' | 'without' | 'watching' = 'new';
  private records: readonly KernelCell[] = [];
  private told: unknown;
  private _isDisposed = false;
}
