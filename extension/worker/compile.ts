import {
  compareFiles,
  convert,
  kernelNamed,
  knownOf,
  manifestPath,
  mergedKnown,
  pendingName,
  targets,
  type Conversion,
  type FactsCache,
  type FileChange,
  type Project,
  type TargetId
} from '../../converter/index.js';
import type { Problem } from '../model/view.js';
import { DiskReader } from './disk.js';
import { problemView } from './problems.js';
import type { Compiling, Compiled, FileWrite, ProgramsWanted } from './runs.js';

/** More files than this are no notebook's data: most likely the folder is somebody's home. */
const mostFiles = 5000;

/** Converts a notebook and compares the project with what lies in its folder; what has to be known of the files first is asked for. */
export function compile(document: unknown, name: string, asked: Compiling, cache: FactsCache): Compiled & { readonly conversion: Conversion } {
  const { disk, project: folder, place, auto, target, targetOptions, versions, force } = asked;
  const { root, below } = rootOf(document, place);
  const reader = new DiskReader(disk, root);
  const conversion = convert(document, {
    name,
    cache,
    files: { folder: below, kind: path => reader.kind(path), list: path => reader.list(path), read: path => reader.text(path) },
    ...(auto !== undefined && { auto }),
    ...(target !== undefined && { target }),
    ...(targetOptions && { targetOptions }),
    ...(versions && { versions })
  });
  const { project, plan } = conversion;
  const problems = [...conversion.diagnostics.map(diagnostic => problemView(diagnostic, conversion)), ...tooMany(plan?.workspace.files.length ?? 0)];
  if (!project || !plan || problems.some(({ severity }) => severity === 'error')) return { conversion, wanted: reader.wanted, problems };
  const known = mergedKnown([knownOf(reader.json(`${folder}/${manifestPath}`)), knownOf(reader.json(`${folder}/${pendingName}`))]);
  const changes = compareFiles(project, { known, force: force ?? false, read: path => reader.text(`${folder}/${path}`) });
  const before = reader.json(`${folder}/data/.files/copies.json`);
  const writes = writesOf(changes, project, JSON.stringify(mergedKnown([known, knownOf(project.manifest)])));
  return {
    conversion,
    wanted: reader.wanted,
    problems: [...problems, ...changes.flatMap(change => edits(change))],
    project: {
      manifest: project.manifest,
      ...programsFor(project),
      files: project.files.map(({ path, text }) => ({ path, text })),
      writes,
      counts: countsOf(changes),
      edits: changes.flatMap(keptIn),
      workspace: plan.workspace.files,
      copied: isTexts(before) ? before : {}
    }
  };
}

function programsFor({ manifest: { target, notebook, requirements } }: Project): { readonly programs?: ProgramsWanted } {
  if (targets[target as TargetId].runner !== 'javascript') return {};
  const packages = requirements.filter(({ certain }) => certain).map(({ distribution }) => distribution);
  return { programs: { kernel: kernelNamed(notebook.kernel).id, packages } };
}

/** First a note of what is about to be written, last the manifest; then the note goes. */
function writesOf(changes: readonly FileChange[], { files }: Project, note: string): readonly FileWrite[] {
  const pending = changes.flatMap((change): FileWrite[] => {
    if (change.kind === 'same' || change.kind === 'keep') return [];
    return [change.kind === 'remove' ? { path: change.path } : { path: change.path, text: change.text }];
  });
  if (pending.length === 0 || files.length === 0) return [];
  return [{ path: pendingName, text: `${note}\n` }, ...pending, { path: pendingName }];
}

function countsOf(changes: readonly FileChange[]): { readonly written: number; readonly unchanged: number; readonly kept: number; readonly removed: number } {
  const of = (...kinds: readonly FileChange['kind'][]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
  return { written: of('create', 'replace', 'force', 'merge'), unchanged: of('same'), kept: of('keep'), removed: of('remove') };
}

const keptIn = (change: FileChange): readonly string[] =>
  change.kind === 'keep' ? [change.path] : change.kind === 'merge' && change.kept.length > 0 ? [`${change.path}: ${change.kept.join(', ')}`] : [];

/** What its user has changed and what is therefore left alone. */
function edits(change: FileChange): readonly Problem[] {
  const common = { code: 'kept-edit', related: [], fixes: [] };
  if (change.kind === 'keep')
    return [{ ...common, severity: 'warning', message: `'${change.path}' in the project was changed by hand and is kept as it is`, hint: editHint }];
  if (change.kind !== 'merge' || change.kept.length === 0) return [];
  return [{ ...common, severity: 'info', message: `'${change.path}' in the project keeps what was changed by hand: ${change.kept.join(', ')}` }];
}

const editHint = 'Move the change into the notebook, or compile again with the edits replaced';

const tooMany = (count: number): readonly Problem[] =>
  count <= mostFiles
    ? []
    : [
        {
          code: 'too-many-files',
          severity: 'error',
          message: `The notebook may read any file of its folder, and there are more than ${mostFiles} below it`,
          hint: 'Move the notebook and its data into a folder of their own, or write the paths that it reads as text',
          related: [],
          fixes: []
        }
      ];

/** Where the notebook's metadata name a folder above it as the root, and what lies between the two. */
function rootOf(document: unknown, place: readonly string[]): { readonly root: string; readonly below: string } {
  const root = member(member(member(document, 'metadata'), 'espalier'), 'root');
  const levels = typeof root === 'string' && /^(\.\.\/)*\.\.\/?$/.test(root) ? root.split('/').filter(part => part === '..').length : 0;
  if (levels === 0 || levels > place.length) return { root: '.', below: '' };
  return { root: Array.from({ length: levels }, () => '..').join('/'), below: place.slice(place.length - levels).join('/') };
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

const isTexts = (value: unknown): value is { readonly [path: string]: string } => typeof value === 'object' && value !== null && !Array.isArray(value);
