import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { planRun, type RunPlan } from '../run/plan.js';
import type { Guards } from '../run/request.js';
import type { Selection } from '../run/select.js';
import type { TargetId } from '../targets/index.js';
import { rewindWorkspace } from './copy.js';
import { destinations } from './destination.js';
import { emission, type Emission } from './emission.js';
import { readEnvironment, trulyMissing, type Environment } from './environment.js';
import { execute } from './execute.js';
import { installEnvironment } from './install.js';
import { missingDistributions, noPython, runInProgress, staleInput, unmetAssumption } from './messages.js';
import { readParameters } from './parameters.js';
import { endProcess } from './processes.js';
import { findPython } from './python.js';
import { missingFrom, questionOf, type ProjectState } from './question.js';
import { report, say } from './report.js';
import { historyOf, pastRuns } from './runs.js';
import { hasErrors, subject, type Subject, type SubjectOptions } from './subject.js';
import type { Terminal } from './terminal.js';
import { didYouMean, misuse } from './usage.js';
import { satisfies } from './versions.js';

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
  const python = findPython(options.python, terminal, folder);
  if (python === undefined) return refuse([noPython(options.python)], terminal);
  const first = readEnvironment(python, terminal);
  const found = await convertFor(path, first, options, terminal);
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

  const ready = await prepare(first, { found, folder, options, terminal });
  if (!('environment' in ready)) return refused(found, [...emitted.diagnostics, ready], terminal);
  const { environment } = ready;
  const state: ProjectState = {
    project: folder,
    manifest: project.manifest,
    plan,
    environment,
    history: historyOf(past),
    digests: emitted.digests,
    sources: emitted.sources,
    edited: editedIn(emitted, plan.package),
    parameters,
    selection,
    layer: terminal.env['KEDRO_ENV'] ?? 'local'
  };
  const planned = planRun(questionOf(state));
  emitted.digests.save();
  const stale = staleIn(planned);
  if (stale.length > 0) return refused(found, stale, terminal);
  await report([{ ...found, diagnostics: [...found.diagnostics, ...emitted.diagnostics] }], { format: 'text', least: 'warning' }, terminal);
  const rewound = rewindWorkspace(planned.rewind, plan.workspace, { project: folder, notebookFolder: found.source.folder });
  if (hasErrors(rewound)) return refuse(rewound, terminal);
  return execute({ planned, state, found, terminal, started, guards: options.guards, jobs: options.jobs, command: options.command, latest: past[0]?.record });
}

function convertFor(path: string, environment: Environment, { root, auto, target, targetOptions }: RunOptions, terminal: Terminal): Promise<Subject> {
  const versions = Object.fromEntries([...environment.distributions].map(([name, { version }]) => [name, version]));
  return subject(
    path,
    {
      versions,
      ...(root === undefined ? {} : { root }),
      ...(auto === undefined ? {} : { auto }),
      ...(target === undefined ? {} : { target }),
      ...(targetOptions === undefined ? {} : { targetOptions })
    },
    terminal
  );
}

/** Stops a runner whose command line was killed; gives the process of a run that somebody still attends to. */
async function endOrphans(folder: string): Promise<number | undefined> {
  for (const { pid, isOrphan } of pastRuns(folder)) {
    if (pid === undefined) continue;
    if (isOrphan !== true) return pid;
    await endProcess(pid);
  }
  return undefined;
}

/** An environment with everything that the project requires, or what is missing. */
async function prepare(
  environment: Environment,
  { found, folder, options, terminal }: { readonly found: Subject; readonly folder: string; readonly options: RunOptions; readonly terminal: Terminal }
): Promise<{ readonly environment: Environment } | Diagnostic> {
  const manifest = found.conversion?.project?.manifest;
  if (!manifest) return { environment };
  const unseen = missingFrom(environment, manifest);
  const missing = unseen.length === 0 ? [] : trulyMissing(unseen, environment.python);
  if (missing.length > 0 && options.install !== true) return missingDistributions(missing, environment.python);
  if (missing.length > 0) {
    const installed = await installEnvironment(folder, environment.python, terminal);
    if (!('python' in installed)) return installed;
    return prepare(readEnvironment(installed.python, terminal), { found, folder, options: { ...options, install: false }, terminal });
  }
  const unmet = Object.entries(manifest.assumes).flatMap(([name, wanted]) => {
    const version = environment.distributions.get(name)?.version;
    return version === undefined || satisfies(version, wanted) ? [] : [unmetAssumption(name, wanted, version)];
  });
  return unmet[0] ?? { environment };
}

/** Node names as the plan has them. */
function known({ from, to, only }: Selection, names: readonly string[]): Selection {
  for (const name of [...(from ?? []), ...(to ?? []), ...(only ?? [])])
    if (!names.includes(name)) misuse(`there is no node '${name}'${didYouMean(name, names)}; the nodes are ${names.join(', ')}`);
  return { ...(from && { from }), ...(to && { to }), ...(only && { only }) };
}

const editedIn = ({ changes }: Emission, name: string): readonly string[] =>
  changes.filter(({ kind, path }) => kind === 'keep' && path.startsWith(`src/${name}/`)).map(({ path }) => path);

const staleIn = ({ stale }: RunPlan): readonly Diagnostic[] => stale.map(({ node, neededBy, reason }) => staleInput(node, neededBy, reason));

async function refused(found: Subject, more: readonly Diagnostic[], terminal: Terminal): Promise<number> {
  await report([{ ...found, diagnostics: [...found.diagnostics, ...more] }], { format: 'text', least: 'warning' }, terminal);
  return 1;
}

function refuse(diagnostics: readonly Diagnostic[], terminal: Terminal): number {
  say(diagnostics, terminal);
  return 1;
}
