import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidNotebook, unsupportedFormat } from '../diagnostics/messages.js';

export interface Fields {
  readonly [key: string]: unknown;
}

/** A notebook document whose outer shape has been checked; its cells have not. */
export interface NotebookDocument {
  readonly cells: readonly unknown[];
  readonly metadata: Fields;
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object below a key, empty where there is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return isFields(value) ? value : {};
}

/** The text below a key, absent where it is no text or blank. */
export function textAt(fields: Fields, key: string): string | undefined {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** JSON text, or what it stands for, as a notebook of a format we read. */
export function openDocument(document: unknown): NotebookDocument | { readonly problem: Diagnostic } {
  const json = typeof document === 'string' ? parse(document) : { value: document };
  if ('problem' in json) return json;
  const notebook = json.value;
  if (!isFields(notebook)) return { problem: invalidNotebook('it is JSON, but not an object') };

  const { nbformat, nbformat_minor: minor, cells, metadata } = notebook;
  if ('worksheets' in notebook && !Array.isArray(cells)) return { problem: unsupportedFormat(version(nbformat ?? 3, minor)) };
  if (nbformat === undefined && cells === undefined) return { problem: invalidNotebook("it has neither 'nbformat' nor 'cells'") };
  if (nbformat !== undefined && nbformat !== 4)
    return { problem: typeof nbformat === 'number' ? unsupportedFormat(version(nbformat, minor)) : invalidNotebook("its 'nbformat' is not a number") };
  if (!Array.isArray(cells)) return { problem: invalidNotebook("its 'cells' are not a list") };
  if (metadata !== undefined && !isFields(metadata)) return { problem: invalidNotebook("its 'metadata' are not an object") };
  return { cells, metadata: metadata ?? {} };
}

const version = (major: unknown, minor: unknown): string => `${String(major)}${typeof minor === 'number' ? `.${minor}` : ''}`;

function parse(text: string): { readonly value: unknown } | { readonly problem: Diagnostic } {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') return { problem: invalidNotebook('it is empty') };
  try {
    return { value: JSON.parse(json) as unknown };
  } catch (error) {
    return { problem: invalidNotebook(/^<{7} /m.test(json) ? 'it holds the marks of an unfinished merge' : `it is not JSON${placeOf(error, json)}`) };
  }
}

/** Engines word the complaint differently; the offset is what is worth telling. */
function placeOf(error: unknown, json: string): string {
  const message = error instanceof Error ? error.message : '';
  const offset = /at position (\d+)/.exec(message)?.[1] ?? (/Unexpected end/.test(message) ? String(json.length) : undefined);
  if (offset === undefined) return '';
  const before = json.slice(0, Number(offset));
  return Number(offset) >= json.length ? ': it ends too early' : ` (line ${before.split('\n').length})`;
}
