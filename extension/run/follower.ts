import type { Manifest, RunPlan, RunRecord } from '../../converter/index.js';
import type { NodeRun, RunState } from '../model/state.js';
import type { EnvironmentMessage } from '../worker/runs.js';
import type { Agent } from './agent.js';
import type { Job } from './job.js';
import { nodeRuns, runProblems } from './outcome.js';
import type { Ended, JournalPiece } from './questions.js';

/** What can be pinned. */
interface Pins {
  readonly manifest: Manifest;
  readonly environment: EnvironmentMessage;
}

/** Shows a run from its journal, and puts its record in order when it has ended. */
export class Follower {
  constructor(job: Job, set: (parts: Partial<RunState>) => void) {
    this.job = job;
    this.set = set;
  }

  /** A run is about to start. */
  expect(agent: Agent, run: string, { nodes }: RunPlan): void {
    this.agent = agent;
    this.run = run;
    this.read = 0;
    const actions = { run: 'queued', cached: 'cached', skip: 'skipped' } as const;
    this.set({ nodes: new Map(nodes.map(({ name, action }): [string, NodeRun] => [name, { status: actions[action] }])), logs: {} });
  }

  /** A run is under way, and has been for some time. */
  async rejoin(agent: Agent, run: string): Promise<void> {
    this.agent = agent;
    this.run = run;
    this.read = 0;
    await this.tell(await agent.ask('journal', { project: this.job.project, run }));
  }

  /** A piece of a journal; what is missing before it is asked for. */
  tell(piece: JournalPiece): Promise<void> {
    this.last = this.last.then(() => this.take(piece)).catch((error: unknown) => console.warn('espalier: the journal cannot be read', error));
    return this.last;
  }

  /** The record as it is to stay. */
  async finish(agent: Agent, run: string, { code, stopped }: Ended, pins?: Pins): Promise<void> {
    await this.last;
    const { context, project } = this.job;
    const { runs } = await agent.ask('runs', { project });
    const isKilled = !stopped && (code === null || code < 0);
    const [record] = await context.ask('records', { runs: runs.filter(({ id }) => id === run), isKilled });
    this.run = undefined;
    if (!record) {
      const { texts } = await agent.ask('look', { ...nothing, texts: [`${project}/runs/${run}/engine.log`] });
      const words = (Object.values(texts)[0] ?? '').trim().split('\n').slice(-12).join('\n');
      this.set({ nodes: new Map(), obstacle: { kind: 'failed', message: context.trans.__('The engine could not start. %1', words) } });
      return;
    }
    await agent.ask('record', { project, run, files: { 'run.manifest.json': `${JSON.stringify(record, undefined, 1)}\n` } });
    if (record.status === 'succeeded' && pins) await this.lock(agent, pins);
    this.show(record);
    if (record.status === 'failed' && !record.nodes.some(({ status }) => status === 'failed'))
      this.set({ obstacle: { kind: 'failed', message: context.trans.__('The engine failed; its words are in runs/%1/engine.log.', run) } });
  }

  /** Puts a record on graph, cells and lists. */
  show(record: RunRecord, logs?: RunState['logs']): void {
    const { pipeline, context } = this.job;
    const { view, run } = pipeline.state;
    const failures = runProblems(record, view, pipeline.shared, context.trans);
    const others = run.problems.filter(({ code }) => !code.startsWith('node-'));
    this.set({
      record,
      nodes: nodeRuns(record),
      problems: failures.length === 0 && others.length === run.problems.length ? run.problems : [...failures, ...others],
      ...(logs && { logs })
    });
  }

  private async take(piece: JournalPiece): Promise<void> {
    if (piece.run !== this.run || piece.to <= this.read) return;
    const { context, project } = this.job;
    const whole = piece.from === this.read ? piece : await this.agent?.ask('journal', { project, run: piece.run });
    if (!whole) return;
    const { record, logs } = await context.ask('follow', { run: whole.run, piece: whole.piece, isFirst: whole.from === 0 });
    this.read = whole.to;
    this.show(record, logs);
  }

  /** Pins what the first good run ran with. */
  private async lock(agent: Agent, pins: Pins): Promise<void> {
    const { context, project } = this.job;
    const path = `${project}/requirements.lock`;
    const { kinds } = await agent.ask('look', { ...nothing, kinds: [path] });
    if (kinds[path]) return;
    const text = await context.ask('lock', pins);
    await agent.ask('write', { project, changes: [{ path: 'requirements.lock', text }] });
  }

  private readonly job: Job;
  private readonly set: (parts: Partial<RunState>) => void;
  private agent: Agent | undefined;
  private run: string | undefined;
  /** Bytes of the journal that are known. */
  private read = 0;
  private last: Promise<void> = Promise.resolve();
}

const nothing = { root: '.', kinds: [], lists: [], texts: [], stats: [], digests: [], names: [] };
