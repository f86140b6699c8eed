import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { historyOf } from '../run/history.js';
import { ledgerOf } from '../run/ledger.js';
import { planRun, type RunPlan } from '../run/plan.js';
import type { Guards } from '../run/request.js';
import type { Selection } from '../run/select.js';
import { readConfig } from '../run/settings.js';
import { questionOf, type ProjectState } from '../run/state.js';
import type { TargetId } from '../targets/index.js';
import { configFiles } from './config.js';
import { rewindWorkspace } from './copy.js';
import { destinations } from './destination.js';
import { projectDisk } from './disk.js';
import { emission, type Emission } from './emission.js';
import { execute } from './execute.js';
import { runInProgress, staleInput } from './messages.js';
import { readJson } from './manifest.js';
import { readSource } from './notebooks.js';
import { readParameters } from './parameters.js';
import { endProcess } from './processes.js';
import { report, say } from './report.js';
import { runners } from './runners/index.js';
import { isDiagnostic, type Installation } from './runners/runner.js';
import { pastRuns } from './runs.js';
import { convertSource, hasErrors, type Subject, type SubjectOptions } from './subject.js';
import type { Terminal } from './terminal.js';
import { didYouMean, misuse } from './usage.js';

export interface RunOptions extends Pick<SubjectOptions, 'root' | 'auto' | 'targetOptions'> {
  readonly out?: string;
  readonly target?: TargetId;
  readonly python?: string;
  readonly install?: boolean;
  readonly force?: boolean;
  readonly jobs?: number;
  readonly guards: Guards;
  readonly selection: Selection;
  /** As written: `a.b=1`. */
  readonly params: readonly string[];
  /** The words of the command line, for the record. */
  readonly command: string;
}

/** `espalier run`: compiles, then runs what has to run. */
export async function run(path: string, options: RunOptions, terminal: Terminal): Promise<number> {
  const started = Date.now();
  const folder = destinations([path], options.out, terminal).get(path) ?? '';
  const source = readSource(path, { terminal, root: options.root });
  const { targetOf } = await import('../convert.js');
  const { runner, kernel } = targetOf(source.text, options.target);
  const first = runners[runner]({ python: options.python, install: options.install, folder, source, kernel, terminal });
  if (isDiagnostic(first)) return refuse([first], terminal);
  const found = await convertSource(source, { ...optionsOf(options), versions: first.versions });
  const { project, plan } = found.conversion ?? {};
  if (!project || !plan || hasErrors(found.diagnostics)) return refused(found, [], terminal);

  const names = plan.nodes.map(({ name }) => name);
  const selection = { ...options.selection, ...known(options.selection, names) };
  const parameters = readParameters(options.params, plan.parameters);
  const going = await endOrphans(folder);
  if (going !== undefined) return refused(found, [runInProgress(going)], terminal);
  const past = pastRuns(folder);
  const emitted = emission(found, { folder, force: options.force ?? false });
  if (hasErrors(emitted.diagnostics)) return refused(found, emitted.diagnostics, terminal);

  const installation: Installation | Diagnostic = await first.prepare(project.manifest);
  if (isDiagnostic(installation)) return refused(found, [...emitted.diagnostics, installation], terminal);
  const layer = terminal.env['KEDRO_ENV'] ?? 'local';
  const state: ProjectState = {
    manifest: project.manifest,
    plan,
    versions: installation.relevant(project.manifest),
    history: historyOf(past),
    disk: projectDisk(folder, emitted.digests),
    catalog: readConfig(configFiles(folder), 'catalog', layer),
    settings: readConfig(configFiles(folder), 'parameters', layer),
    ledger: ledgerOf(readJson(join(folder, 'data', '.files', 'ledger.json'))),
    sources: emitted.sources,
    edited: editedIn(emitted),
    parameters,
    selection
  };
  const planned = planRun(questionOf(state));
  emitted.digests.save();
  const stale = staleIn(planned);
  if (stale.length > 0) return refused(found, stale, terminal);
  await report([{ ...found, diagnostics: [...found.diagnostics, ...emitted.diagnostics] }], { format: 'text', least: 'warning' }, terminal);
  const rewound = rewindWorkspace(planned.rewind, plan.workspace, { project: folder, notebookFolder: found.source.folder });
  if (hasErrors(rewound)) return refuse(rewound, terminal);
  return execute({
    planned,
    project: folder,
    installation,
    state,
    found,
    terminal,
    started,
    guards: options.guards,
    jobs: options.jobs,
    command: options.command,
    latest: past[0]?.record
  });
}

const optionsOf = ({ auto, target, targetOptions }: RunOptions): Pick<SubjectOptions, 'auto' | 'target' | 'targetOptions'> => ({
  ...(auto === undefined ? {} : { auto }),
  ...(target === undefined ? {} : { target }),
  ...(targetOptions === undefined ? {} : { targetOptions })
});

/** Stops a runner whose command line was killed; gives the process of a run that somebody still attends to. */
async function endOrphans(folder: string): Promise<number | undefined> {
  for (const { pid, isOrphan } of pastRuns(folder)) {
    if (pid === undefined) continue;
    if (isOrphan !== true) return pid;
    await endProcess(pid);
  }
  return undefined;
}

/** Node names as the plan has them. */
function known({ from, to, only }: Selection, names: readonly string[]): Selection {
  for (const name of [...(from ?? []), ...(to ?? []), ...(only ?? [])])
    if (!names.includes(name)) misuse(`there is no node '${name}'${didYouMean(name, names)}; the nodes are ${names.join(', ')}`);
  return { ...(from && { from }), ...(to && { to }), ...(only && { only }) };
}

const editedIn = ({ changes }: Emission): readonly string[] =>
  changes.filter(({ kind, path }) => kind === 'keep' && path.startsWith('src/')).map(({ path }) => path);

const staleIn = ({ stale }: RunPlan): readonly Diagnostic[] => stale.map(({ node, neededBy, reason }) => staleInput(node, neededBy, reason));

async function refused(found: Subject, more: readonly Diagnostic[], terminal: Terminal): Promise<number> {
  await report([{ ...found, diagnostics: [...found.diagnostics, ...more] }], { format: 'text', least: 'warning' }, terminal);
  return 1;
}

function refuse(diagnostics: readonly Diagnostic[], terminal: Terminal): number {
  say(diagnostics, terminal);
  return 1;
}
