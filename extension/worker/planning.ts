import {
  blameKill,
  cachedRun,
  chooseJobs,
  digest,
  historyOf,
  ledgerOf,
  lockText,
  makeRequest,
  manifestPath,
  missingFrom,
  normalized,
  planRun,
  questionOf,
  readConfig,
  relevantVersions,
  runOf,
  satisfies,
  settle,
  type Conversion,
  type Installed,
  type Plan,
  type Project,
  type RunPlan,
  type RunRecord,
  type RunRequest
} from '../../converter/index.js';
import { DiskReader } from './disk.js';
import type { EnvironmentMessage, Locking, PastRunMessage, Planned, Planning, Reading, RuntimeMessage } from './runs.js';

/** Decides which nodes run, from what lies on the disk and what earlier runs left. */
export function planProject({ project, plan }: Conversion, asked: Planning): Planned {
  if (!project || !plan) throw new Error('The notebook has not been compiled');
  const { runtime, parameters, selection, sources, runs } = asked;
  const reader = new DiskReader(asked.disk);
  const at = (path: string) => `${asked.project}/${path}`;
  const config = { names: (folder: string) => reader.names(at(`conf/${folder}`)), text: (path: string) => reader.text(at(`conf/${path}`)) };
  const surroundings = surroundingsOf(runtime, project);
  const past = pastRuns(runs);
  const history = historyOf(past);
  const planned = planRun(
    questionOf({
      manifest: project.manifest,
      plan,
      versions: surroundings.versions,
      history,
      disk: { digest: path => reader.digest(at(path)), stat: path => reader.stat(at(path)) },
      catalog: readConfig(config, 'catalog', runtime.layer),
      settings: readConfig(config, 'parameters', runtime.layer),
      ledger: ledgerOf(reader.json(at('data/.files/ledger.json'))),
      sources,
      edited: editedIn(project, plan, path => reader.text(at(path))),
      parameters,
      selection
    })
  );
  const request = makeRequest(planned, {
    run_id: asked.id,
    jobs: chooseJobs(planned, project.manifest.edges, runtime.cores),
    guards: 'cheap',
    parameters,
    command: asked.command,
    started_by: 0,
    ...(surroundings.program !== undefined && { runtime: surroundings.program }),
    manifest: digest(reader.text(at(manifestPath)) ?? '')
  });
  return {
    wanted: reader.wanted,
    missing: surroundings.missing,
    refusals: [
      ...surroundings.unmet,
      ...planned.stale.map(({ node, neededBy, reason }) => `'${neededBy}' needs '${node}', which would have to run first: ${reason}`)
    ],
    plan: planned,
    request,
    rewind: rewindOf(planned, plan),
    ...(planned.nodes.some(({ action }) => action === 'run') ? {} : { cached: cached(planned, request, { asked, project, past, folders: history.folders }) })
  };
}

interface Surroundings {
  /** Versions that values may depend on. */
  readonly versions: { readonly [name: string]: string };
  readonly missing: readonly string[];
  /** What the project assumes and does not find, in words. */
  readonly unmet: readonly string[];
  /** What runs the nodes, where the runner cannot know it. */
  readonly program?: string;
}

function surroundingsOf(runtime: RuntimeMessage, project: Project): Surroundings {
  if (runtime.runner === 'javascript') {
    const { versions, missing, program } = runtime;
    return { versions, missing, unmet: [], ...(program !== null && { program }) };
  }
  const installed = installedOf(runtime);
  const { manifest } = project;
  return { versions: relevantVersions(manifest, installed), missing: missingFrom(installed, manifest), unmet: unmet(project, installed) };
}

/** Runs with their records, newest first; what a killed process left is read as far as it goes. */
function pastRuns(runs: readonly PastRunMessage[]): readonly { readonly folder: string; readonly record: RunRecord }[] {
  return runs
    .flatMap(run => {
      const read = runOf({ ...run, journal: run.journal ?? undefined });
      return read ? [{ folder: run.id, record: settle(read.record, run.pid !== null) }] : [];
    })
    .sort((a, b) => (a.record.started < b.record.started ? 1 : -1));
}

/** Records of runs, newest first. */
export function readRecords({ runs, isKilled }: Reading): readonly RunRecord[] {
  const records = pastRuns(runs).map(({ record }) => record);
  return records.map((record, index) => (index === 0 && isKilled === true ? blameKill(record) : record));
}

export const lock = ({ manifest, environment }: Locking): string => lockText(manifest, installedOf(environment));

function installedOf({ version, installed }: EnvironmentMessage): Installed {
  const distributions = installed.map(
    ([name, found, requires]) => [normalized(name), { name, version: found, requires: () => requires.map(normalized) }] as const
  );
  return { version, distributions: new Map(distributions) };
}

/** Files of the package that are not as they are emitted. */
const editedIn = ({ files }: Project, { package: name }: Plan, read: (path: string) => string | undefined): readonly string[] =>
  files.filter(({ path, text }) => path.startsWith(`src/${name}/`) && (read(path) ?? text).replaceAll('\r\n', '\n') !== text).map(({ path }) => path);

const unmet = ({ manifest }: Project, { distributions }: Installed): readonly string[] =>
  Object.entries(manifest.assumes).flatMap(([name, wanted]) => {
    const version = distributions.get(name)?.version;
    return version === undefined || satisfies(version, wanted) ? [] : [`The project was compiled for ${name} ${wanted}, but ${version} is installed`];
  });

function rewindOf({ rewind }: RunPlan, { workspace }: Plan): Planned['rewind'] {
  const origins = new Map(workspace.files.map(({ from, to }) => [to, from]));
  return rewind.map(name => {
    const to = `${workspace.directory}/${name}`;
    const from = origins.get(to);
    return { to, ...(from !== undefined && { from }) };
  });
}

interface Before {
  readonly asked: Planning;
  readonly project: Project;
  readonly past: readonly { readonly record: RunRecord }[];
  readonly folders: ReadonlyMap<string, string>;
}

/** Nothing has to run: what the run's folder holds is known at once. */
function cached(planned: RunPlan, request: RunRequest, { asked, project, past, folders }: Before): NonNullable<Planned['cached']> {
  const { record, events } = cachedRun(planned, request, {
    at: asked.at,
    pid: 0,
    earlier: past[0]?.record,
    engine: project.manifest.target,
    edges: project.manifest.edges.map(({ from, to }) => ({ from, to }))
  });
  return {
    record,
    files: {
      'events.ndjson': events.map(event => `${JSON.stringify(event)}\n`).join(''),
      'run.manifest.json': `${JSON.stringify(record, undefined, 1)}\n`
    },
    carry: Object.fromEntries(folders)
  };
}
