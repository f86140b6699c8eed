import type { Conversion, ConvertOptions } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { mostFiles } from './files.js';
import { tooManyFiles } from './messages.js';
import { findNotebooks, readSource, type Source } from './notebooks.js';
import type { Terminal } from './terminal.js';

/** A notebook of the command line and what the converter made of it. */
export interface Subject {
  readonly source: Source;
  /** Absent where the file could not be read at all. */
  readonly conversion?: Conversion;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SubjectOptions extends Pick<ConvertOptions, 'target' | 'targetOptions' | 'versions'> {
  readonly root?: string;
  readonly auto?: boolean;
  /** Stop before a project is emitted. */
  readonly planOnly?: boolean;
}

/** Reads and converts all notebooks that the arguments name, one after the other. */
export async function* subjects(patterns: readonly string[], options: SubjectOptions, terminal: Terminal): AsyncGenerator<Subject> {
  for (const path of await findNotebooks(patterns, terminal)) yield subject(path, options, terminal);
}

/** Reads and converts one notebook. */
export const subject = (path: string, options: SubjectOptions, terminal: Terminal): Promise<Subject> =>
  convertSource(readSource(path, { terminal, root: options.root }), options);

/** Converts a notebook that was read. */
export async function convertSource(source: Source, { planOnly = false, auto, target, targetOptions, versions }: SubjectOptions): Promise<Subject> {
  if (source.text === undefined) return { source, diagnostics: source.diagnostics };
  const { convert, planNotebook } = await import('../convert.js');
  const conversion = (planOnly ? planNotebook : convert)(source.text, {
    name: source.name,
    files: source.files,
    ...(auto === undefined ? {} : { auto }),
    ...(target === undefined ? {} : { target }),
    ...(targetOptions === undefined ? {} : { targetOptions }),
    ...(versions === undefined ? {} : { versions })
  });
  const tooMany = (conversion.plan?.workspace.files.length ?? 0) > mostFiles ? [tooManyFiles(mostFiles)] : [];
  return { source, conversion, diagnostics: [...source.diagnostics, ...conversion.diagnostics, ...tooMany] };
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ severity }) => severity === 'error');
