import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { digest } from '../source/digest.js';
import { readCells, type RawCell } from './cells.js';
import { checkDeclarations } from './declarations.js';
import { fieldsAt, openDocument, textAt, type Fields } from './document.js';
import { checkHistory } from './history.js';
import { combineForms } from './intent.js';
import { kaleForm } from './kale.js';
import { kaleNotebook } from './kaleNotebook.js';
import { metadataForm } from './metadata.js';
import type { Cell, Notebook } from './notebook.js';
import { checkNotebookMetadata } from './settings.js';
import { tagForm } from './tags.js';
import { writtenForms } from './written.js';

/**
 * Reads a notebook: JSON text or what it stands for, nbformat 4. Total: what cannot be read is told in the diagnostics. `name` is the
 * file's, without extension. `known`: cells of earlier readings, all of JSON; those that are as they were stay the same objects.
 */
export function readNotebook(document: unknown, name: string, known?: ReadCells): Notebook {
  const opened = openDocument(document);
  if ('problem' in opened) return { name, kernel: '', cells: [], settings: {}, digest: '', diagnostics: [opened.problem] };

  const { metadata } = opened;
  const kale = kaleNotebook(fieldsAt(metadata, 'kubeflow_notebook'));
  const { settings, diagnostics } = checkNotebookMetadata(metadata['espalier']);
  const raw = readCells(opened.cells);
  const read = readIntents(raw.cells, kale.defaults, known);
  const notebook = { name: plainName(settings.name ?? kale.name) ?? name, ...kernelOf(metadata), cells: read.cells, settings };
  let found: string | undefined;
  return {
    ...notebook,
    // An editor that only plans never asks.
    get digest() {
      found ??= digest(JSON.stringify([notebook.kernel, notebook.language, notebook.languageVersion, notebook.name, settings, read.cells.map(digested)]));
      return found;
    },
    diagnostics: [...diagnostics, ...raw.diagnostics, ...read.diagnostics, ...checkDeclarations(read.cells), ...checkHistory(read.cells)]
  };
}

/** Where a name goes, line breaks would be in the way. */
const plainName = (name: string | undefined): string | undefined => name?.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const digested = ({ id, kind, source, tags, intent }: Cell): unknown => [id, kind, source, tags, intent];

function kernelOf(metadata: Fields): Pick<Notebook, 'kernel' | 'language' | 'languageVersion'> {
  const kernelspec = fieldsAt(metadata, 'kernelspec');
  const info = fieldsAt(metadata, 'language_info');
  const language = textAt(info, 'name') ?? textAt(kernelspec, 'language');
  const version = /^\d+(?:\.\d+)?/.exec(textAt(info, 'version') ?? '')?.[0];
  return {
    kernel: textAt(kernelspec, 'name') ?? language ?? 'python3',
    ...(language !== undefined && { language }),
    ...(version !== undefined && { languageVersion: version })
  };
}

interface ReadCell {
  readonly cell: Cell;
  readonly diagnostics: readonly Diagnostic[];
}

/** By id: cells, and what they were read from. */
export type ReadCells = Map<string, { readonly readFrom: string; readonly read: ReadCell }>;

/** What the author asked for, cell by cell; Kale's metrics belong to the step above them. */
function readIntents(
  raw: readonly RawCell[],
  defaults: readonly string[],
  known?: ReadCells
): { readonly cells: readonly Cell[]; readonly diagnostics: readonly Diagnostic[] } {
  const before = new Map(known);
  known?.clear();
  let above: string | undefined;
  const read = raw.map(cell => {
    const readFrom = known ? textOf(cell, above, defaults) : '';
    const last = before.get(cell.id);
    const found = last?.readFrom === readFrom ? last.read : readIntent(cell, above, defaults);
    known?.set(cell.id, { readFrom, read: found });
    above = found.cell.intent.node ?? above;
    return found;
  });
  return { cells: read.map(({ cell }) => cell), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
}

const textOf = ({ source, ...others }: RawCell, above: string | undefined, defaults: readonly string[]): string =>
  `${JSON.stringify([others, above, defaults])}${source}`;

function readIntent({ metadata, ...cell }: RawCell, above: string | undefined, defaults: readonly string[]): ReadCell {
  if (cell.kind !== 'code') return { cell: { ...cell, intent: { directives: [] } }, diagnostics: [] };
  const own = Object.hasOwn(metadata, 'espalier') ? [metadataForm(metadata['espalier'], { cell: cell.id })] : [];
  const forms = [...own, ...writtenForms(cell.source, cell.id), tagForm(cell.tags, cell.id), kaleForm(cell, above, defaults)];
  const { intent, diagnostics } = combineForms(forms, cell.id);
  return { cell: { ...cell, intent }, diagnostics };
}
