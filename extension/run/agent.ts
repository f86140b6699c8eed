import type { Kernel, KernelMessage, Session } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { AgentMessage, AgentQuestion, AgentQuestions } from './questions.js';

const mime = 'application/vnd.espalier.answer+json';

const gone = 'The kernel that attends to the pipeline has ended, perhaps because memory ran out. What is done stays done: run again to go on.';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Asks a kernel of our own, which looks at files and runs the project. Several pages may share one. */
export class Agent {
  constructor(session: Session.ISessionConnection, kernel: Kernel.IKernelConnection) {
    this.session = session;
    this.kernel = kernel;
    kernel.iopubMessage.connect(this.onMessage, this);
    kernel.statusChanged.connect(this.onStatus, this);
    session.disposed.connect(this.onGone, this);
    session.kernelChanged.connect(this.onGone, this);
  }

  /** Loads what answers into the kernel, unless it has it. */
  async load(): Promise<void> {
    const { loadingCode } = await import('./source.js');
    const { content } = await this.execute(loadingCode());
    if (content.status === 'error') throw new Error(`${content.ename}: ${content.evalue}`);
  }

  /** All that tasks tell, whoever started them. */
  get told(): ISignal<this, AgentMessage> {
    return this._told;
  }

  get isGone(): boolean {
    return this._isGone;
  }

  /** Asks one question; a task answers when it has ended. */
  async ask<Q extends AgentQuestion>(question: Q, ask: AgentQuestions[Q]['ask']): Promise<AgentQuestions[Q]['answer']> {
    const id = `${question}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    const answer = this.answerTo<Q>(id);
    const { askingCode } = await import('./source.js');
    if (this._isGone) throw new Error(gone);
    const { content } = await this.execute(askingCode({ id, question, ask }));
    if (content.status === 'error') this.waiting.get(id)?.reject(new Error(`${content.ename}: ${content.evalue}`));
    return answer;
  }

  /** The answer to a question that is asked already. */
  answerTo<Q extends AgentQuestion>(id: string): Promise<AgentQuestions[Q]['answer']> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** Ends the kernel. */
  async shutdown(): Promise<void> {
    if (!this._isGone) await this.session.shutdown();
  }

  private execute(code: string): Promise<KernelMessage.IExecuteReplyMsg> {
    return this.kernel.requestExecute({ code, store_history: false, allow_stdin: false, stop_on_error: false }).done;
  }

  private onMessage(_: unknown, { header, content }: KernelMessage.IIOPubMessage): void {
    if (header.msg_type !== 'display_data' || !('data' in content)) return;
    const message = (content.data as { readonly [mime: string]: unknown })[mime] as AgentMessage | undefined;
    if (!message) return;
    if ('told' in message) {
      this._told.emit(message);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error !== undefined) {
      if (message.detail !== undefined) console.debug(message.detail);
      waiting?.reject(new Error(message.error));
    } else waiting?.resolve(message.answer as never);
  }

  private onStatus(_: unknown, status: Kernel.Status): void {
    if (status === 'dead' || status === 'restarting' || status === 'autorestarting' || status === 'terminating') this.onGone();
  }

  private onGone(): void {
    if (this._isGone) return;
    this._isGone = true;
    for (const { reject } of this.waiting.values()) reject(new Error(gone));
    this.waiting.clear();
  }

  private readonly session: Session.ISessionConnection;
  private readonly kernel: Kernel.IKernelConnection;
  private readonly waiting = new Map<string, Waiting>();
  private readonly _told = new Signal<this, AgentMessage>(this);
  private _isGone = false;
}
