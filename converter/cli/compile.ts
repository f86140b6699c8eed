import { relative } from 'node:path';
import { lockText } from '../run/distributions.js';
import type { TargetId } from '../targets/index.js';
import { emission } from './emission.js';
import { compareEmitted } from './compare.js';
import { destinations } from './destination.js';
import { readEnvironment, type Environment } from './environment.js';
import { writeLock } from './lock.js';
import { noPython } from './messages.js';
import { findNotebooks } from './notebooks.js';
import { findPython } from './python.js';
import { report, say, type ReportFormat } from './report.js';
import { hasErrors, subject, type Subject, type SubjectOptions } from './subject.js';
import type { Terminal } from './terminal.js';
import { count } from './words.js';

export interface CompileOptions extends Pick<SubjectOptions, 'root' | 'auto' | 'targetOptions'> {
  readonly out?: string;
  readonly target?: TargetId;
  readonly python?: string;
  readonly check?: boolean;
  readonly lock?: boolean;
  readonly force?: boolean;
  readonly format: ReportFormat;
}

interface Compiled extends Subject {
  readonly folder: string;
  /** Lines for standard output. */
  readonly said: string;
  /** Files that were or would be written, by what happens to them. */
  readonly changes: readonly { readonly path: string; readonly kind: string }[];
}

/** `espalier compile`: writes the projects, or (`--check`) says how they differ from what is there. */
export async function compile(patterns: readonly string[], options: CompileOptions, terminal: Terminal): Promise<number> {
  const environment = options.python !== undefined || options.lock === true ? environmentOf(options.python, terminal) : undefined;
  if (environment === 'none') {
    say([noPython(options.python)], terminal);
    return 1;
  }
  const paths = await findNotebooks(patterns, terminal);
  const folders = destinations(paths, options.out, terminal);
  const compiled: Compiled[] = [];
  for (const path of paths) compiled.push(await compileOne(path, folders.get(path) ?? '', { options, terminal, environment }));
  await report(
    compiled,
    { format: options.format, more: compiled.map(({ folder, changes }) => ({ project: relative(terminal.cwd, folder) || '.', changes })) },
    terminal
  );
  if (options.format === 'text') for (const { said } of compiled) terminal.out(said);
  return compiled.some(({ diagnostics }) => hasErrors(diagnostics)) ? 1 : 0;
}

function environmentOf(python: string | undefined, terminal: Terminal): Environment | 'none' {
  const found = findPython(python, terminal);
  return found === undefined ? 'none' : readEnvironment(found, terminal);
}

async function compileOne(
  path: string,
  folder: string,
  { options, terminal, environment }: { readonly options: CompileOptions; readonly terminal: Terminal; readonly environment: Environment | undefined }
): Promise<Compiled> {
  const { root, auto, target, targetOptions, check = false, force = false } = options;
  const versions =
    environment && options.python !== undefined ? Object.fromEntries([...environment.distributions].map(([name, { version }]) => [name, version])) : undefined;
  const found = await subject(
    path,
    {
      ...(root === undefined ? {} : { root }),
      ...(auto === undefined ? {} : { auto }),
      ...(target === undefined ? {} : { target }),
      ...(targetOptions === undefined ? {} : { targetOptions }),
      ...(versions === undefined ? {} : { versions })
    },
    terminal
  );
  const project = found.conversion?.project;
  const here = relative(terminal.cwd, folder) || '.';
  if (!project || hasErrors(found.diagnostics)) return { ...found, folder, said: '', changes: [] };
  if (check) {
    const compared = await compareEmitted(found, { folder, here, force, terminal });
    return { ...found, folder, ...compared, diagnostics: [...found.diagnostics, ...compared.diagnostics] };
  }
  const written = emission(found, { folder, force });
  if (options.lock === true && environment && !hasErrors(written.diagnostics)) writeLock(folder, lockText(project.manifest, environment));
  const nodes = project.manifest.nodes.length;
  const of = (kinds: readonly string[]) => written.changes.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [of(['create', 'replace', 'force', 'merge']), 'written'],
    [of(['same']), 'unchanged'],
    [of(['keep']), 'kept'],
    [of(['remove']), 'removed']
  ] as const;
  const files = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
  const said = hasErrors(written.diagnostics) ? '' : `${found.source.path}: ${count(nodes, 'node')} → ${here} (files: ${files})\n`;
  return {
    ...found,
    folder,
    said,
    changes: written.changes.filter(({ kind }) => kind !== 'same').map(({ path: changed, kind }) => ({ path: changed, kind })),
    diagnostics: [...found.diagnostics, ...written.diagnostics]
  };
}
