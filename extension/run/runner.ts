import type { Manifest, RunRecord } from '../../converter/index.js';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import type { ExtensionContext } from '../context.js';
import type { NotebookPipeline } from '../model/pipeline.js';
import type { Runner, RunWish } from '../model/run.js';
import type { Activity, Obstacle, RunState } from '../model/state.js';
import type { Problem } from '../model/view.js';
import type { RuntimeMessage } from '../worker/runs.js';
import type { Agent } from './agent.js';
import { compile, plan } from './compile.js';
import { earlierRuns } from './earlier.js';
import { Follower } from './follower.js';
import { jobOf, type Job } from './job.js';
import { placeProblem } from './place.js';
import { fileProblems } from './problems.js';
import type { TaskMessage } from './questions.js';
import { commandFor, newRunId } from './request.js';
import { afterEnd } from './outcome.js';
import { findRuntime, lackingOf, launchCommand, notebookKernel } from './runtime.js';
import { findAgent, startAgent } from './session.js';

/** A project on the disk, ready to run. */
interface Ready {
  readonly agent: Agent;
  readonly runtime: RuntimeMessage;
  readonly manifest: Manifest;
  readonly sources: { readonly [to: string]: string };
}

/** Compiles and runs one notebook's pipeline; whatever comes of it is in the notebook's state. One thing at a time. */
export class PipelineRunner implements Runner {
  constructor(job: Job) {
    this.job = job;
    this.follower = new Follower(job, parts => this.set(parts));
  }

  /** Its user wants no more of what is under way. */
  private isStopped(): boolean {
    return this.stops > 0;
  }

  get isBusy(): boolean {
    return this.run.activity !== undefined;
  }

  get folder(): string {
    return this.job.folder;
  }

  get commandLine(): string {
    return commandFor(this.job.notebook, {}, this.run.parameters);
  }

  /** Compiles, then runs what has to run. */
  async compileAndRun(wish: RunWish = {}): Promise<void> {
    await this.guarded(async () => {
      const ready = await this.makeReady(wish.force ?? false);
      if (ready && !this.isStopped()) await this.start(ready, wish);
    });
  }

  /** Writes the project, and runs nothing. */
  async compileOnly(force = false): Promise<void> {
    await this.guarded(() => this.makeReady(force));
  }

  /** Makes an environment of the project's own with all that it requires, then runs. */
  async installAndRun(wish: RunWish = {}): Promise<void> {
    await this.guarded(async () => {
      const agent = await this.findOrStart();
      this.begin('installing');
      const { error, words = '', stopped } = await this.install(agent);
      if (error !== undefined && !stopped) this.hinder({ kind: 'uninstallable', message: error, words });
      if (error !== undefined || this.isStopped()) return;
      const ready = await this.makeReady(false);
      if (ready && !this.isStopped()) await this.start(ready, wish);
    });
  }

  async downloadZip(): Promise<void> {
    await this.guarded(async () => {
      this.begin('compiling');
      const { context, pipeline, project: folder } = this.job;
      const { project, problems } = await context.ask('convert', { document: pipeline.document() });
      if (!project) {
        this.set({ problems: this.unknown(problems) });
        this.hinder({ kind: 'problems' });
        return;
      }
      const { download, zipProject } = await import('./zip.js');
      download(`${folder}.zip`, await zipProject(folder, project.files));
    });
  }

  /** Asks to stop whatever is under way; asked again, it is ended. */
  async stop(): Promise<void> {
    if (!this.isBusy) return;
    this.stops += 1;
    this.begin('stopping');
    if (this.agent && !this.agent.isGone) await this.agent.ask('stop', {});
  }

  show(record: RunRecord): void {
    if (!this.isBusy) this.follower.show(record, {});
  }

  /** Deletes a run's record, journal and logs; what its nodes made stays. */
  async removeRun(run: string): Promise<void> {
    await this.guarded(async () => {
      const agent = await this.findOrStart();
      await agent.ask('remove_run', { project: this.job.project, run });
      if (this.run.record?.run_id === run) this.set({ record: undefined, nodes: new Map(), problems: [] });
    });
  }

  /** Finds a run that was started before the page was loaded. */
  async reattach(): Promise<void> {
    const agent = await findAgent(this.job.context.app.serviceManager, this.job.panel);
    if (!agent || this.isBusy) return;
    this.use(agent);
    const { tasks } = await agent.ask('tasks', {});
    const [task] = tasks;
    if (task) await this.guarded(() => this.rejoin(agent, task));
    else await this.showLast(agent);
  }

  /** The newest run, which has ended. */
  private async showLast(agent: Agent): Promise<void> {
    const { runs } = await agent.ask('runs', { project: this.job.project });
    const [record] = await this.job.context.ask('records', { runs: runs.slice(0, 1) });
    if (record && !this.isBusy) this.follower.show(record, {});
  }

  private async rejoin(agent: Agent, { id, question, run }: TaskMessage): Promise<void> {
    if (question !== 'start' || run === undefined) {
      this.begin('installing');
      await agent.answerTo<'install'>(id);
      return;
    }
    this.begin('running');
    const ended = agent.answerTo<'start'>(id);
    await this.follower.rejoin(agent, run);
    await this.follower.finish(agent, run, await ended);
  }

  private async makeReady(force: boolean): Promise<Ready | undefined> {
    const { project, folder } = this.job;
    const agent = await this.findOrStart();
    if (this.isStopped()) return undefined;
    this.begin('compiling');
    const why = placeProblem(await agent.ask('folder', { project }), project, this.job.context.trans);
    if (why !== undefined) {
      this.hinder({ kind: 'refused', reasons: [why] });
      return undefined;
    }
    const python = this.usesPython ? await agent.ask('environment', { project }) : undefined;
    const compiled = await compile(this.job, agent, python, force);
    const problems = this.unknown(compiled.problems);
    this.set({ problems });
    if (!compiled.project) {
      this.hinder({ kind: 'problems' });
      return undefined;
    }
    const { manifest, programs, writes, counts, edits, workspace, copied } = compiled.project;
    if (this.isStopped()) return undefined;
    if (writes.length > 0) await agent.ask('write', { project, changes: writes });
    const copies = await agent.ask('copy', { project, files: workspace, before: copied, force });
    this.set({ compiled: { folder, ...counts, edits: [...edits, ...copies.kept] }, problems: [...problems, ...fileProblems(copies, this.job.context.trans)] });
    if (copies.failed.length === 0) return { agent, runtime: await findRuntime(this.job, agent, python, programs), manifest, sources: copies.sources };
    this.hinder({ kind: 'problems' });
    return undefined;
  }

  private async start({ agent, runtime, manifest, sources }: Ready, wish: RunWish): Promise<void> {
    const { project } = this.job;
    const trans = this.job.context.trans;
    const lacking = lackingOf(runtime, trans);
    if (lacking.length > 0) {
      this.hinder({ kind: 'refused', reasons: lacking });
      return;
    }
    const { runs, going } = await earlierRuns(agent, project);
    if (going !== undefined) {
      this.hinder({ kind: 'refused', reasons: [trans.__('Another run of this project is going on (process %1).', going)] });
      return;
    }
    const parameters = this.run.parameters;
    const now = new Date();
    const id = newRunId(now);
    const { key } = this.job.pipeline.document();
    const command = commandFor(this.job.notebook, wish, parameters);
    const selection = { ...(wish.from && { from: wish.from }), ...(wish.to && { to: wish.to }), ...(wish.fresh && { fresh: true }) };
    const planned = await plan(this.job, agent, { key, project, runtime, runs, sources, parameters, selection, id, command, at: now.toISOString() });
    if (planned.missing.length > 0) {
      this.hinder({ kind: 'missing', names: planned.missing });
      return;
    }
    if (planned.refusals.length > 0) {
      this.hinder({ kind: 'refused', reasons: planned.refusals });
      return;
    }
    if (planned.rewind.length > 0) await agent.ask('rewind', { project, files: planned.rewind });
    if (this.isStopped()) return;
    if (planned.cached) {
      const { files, record, carry } = planned.cached;
      await agent.ask('record', { project, run: id, files, carry });
      this.follower.show(record, {});
      return;
    }
    this.begin('running');
    this.follower.expect(agent, id, planned.plan);
    const is_python = runtime.runner === 'python';
    const ended = await agent.ask('start', { project, command: launchCommand(runtime, manifest), is_python, request: planned.request });
    await this.follower.finish(agent, id, ended, is_python ? { environment: runtime, manifest } : undefined);
  }

  private install(agent: Agent) {
    const { project } = this.job;
    if (!this.usesPython) return agent.ask('install_packages', { project, ...notebookKernel(this.job) });
    return agent.ask('install', { project, requirements: 'requirements.txt' });
  }

  private async findOrStart(): Promise<Agent> {
    const { context, panel } = this.job;
    if (this.agent && !this.agent.isGone) return this.agent;
    const services = context.app.serviceManager;
    const agent = (await findAgent(services, panel)) ?? (await startAgent(services, panel));
    this.use(agent);
    return agent;
  }

  private use(agent: Agent): void {
    if (this.agent === agent) return;
    if (this.agent) Signal.disconnectBetween(this.agent, this);
    this.agent = agent;
    agent.told.connect((_, { told }) => {
      if (told && 'installing' in told && this.run.activity?.kind === 'installing') this.set({ activity: { ...this.run.activity, detail: told.installing } });
      if (told && 'piece' in told) void this.follower.tell(told);
    }, this);
  }

  /** Does one thing; an error that nothing foresaw is shown, never thrown. */
  private async guarded(work: () => Promise<unknown>): Promise<void> {
    if (this.isBusy) return;
    this.stops = 0;
    this.set({ obstacle: undefined, compiled: undefined, problems: [] });
    this.begin('starting');
    try {
      await work();
    } catch (error) {
      this.set({ nodes: afterEnd(this.run.nodes) });
      this.hinder({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
    this.set({ activity: undefined });
  }

  private begin(kind: Activity['kind']): void {
    this.set({ activity: { kind, since: Date.now() } });
  }

  private hinder(obstacle: Obstacle): void {
    this.set({ obstacle });
  }

  /** Those that the list of problems does not have already. */
  private unknown(problems: readonly Problem[]): readonly Problem[] {
    const words = ({ code, message, at }: Problem) => JSON.stringify([code, message, at]);
    const known = new Set(this.job.pipeline.state.view.problems.map(words));
    return problems.filter(problem => !known.has(words(problem)));
  }

  private get usesPython(): boolean {
    return this.job.pipeline.state.view.runner === 'python';
  }

  private get run(): RunState {
    return this.job.pipeline.state.run;
  }

  private set(parts: { readonly [Key in keyof RunState]?: RunState[Key] | undefined }): void {
    const run = Object.fromEntries(Object.entries({ ...this.run, ...parts }).filter(([, value]) => value !== undefined)) as unknown as RunState;
    this.job.pipeline.update({ run });
  }

  private readonly job: Job;
  private readonly follower: Follower;
  private agent: Agent | undefined;
  private stops = 0;
}

export const runnerFor = (context: ExtensionContext, panel: NotebookPanel, pipeline: NotebookPipeline): PipelineRunner =>
  new PipelineRunner(jobOf(context, panel, pipeline));
