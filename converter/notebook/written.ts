import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidMetadata } from '../diagnostics/messages.js';
import { quoted } from '../diagnostics/words.js';
import type { CellLocation } from '../source/span.js';
import { readHead, type CellHead, type Directive } from './directives.js';
import { isCellField, meantField, type CellField } from './fields.js';
import type { Entry, Form } from './form.js';
import { checkSetting } from './metadata.js';
import { settingFromText } from './values.js';

/** Directives of other tools that are spelled nearly like ours. */
const foreign: ReadonlySet<string> = new Set(['output', 'label', 'cap']);

interface Checked {
  readonly entry?: Entry;
  readonly diagnostic?: Diagnostic;
}

/** What is written into the cell's source: directive lines, then `%%node`. */
export function writtenForms(source: string, cell: string): readonly Form[] {
  if (!/[#/]\||%%node/.test(source)) return [];
  const head = readHead(source);
  return [directiveForm(head, cell), magicForm(head, cell)];
}

function directiveForm({ directives }: CellHead, cell: string): Form {
  const ours = directives.filter(({ key }) => isCellField(key));
  const checked = directives.map(directive => checkDirective(directive, cell));
  return formFrom(
    'its directive lines',
    checked,
    ours.flatMap(({ lines }) => lines)
  );
}

/** Other tools have directive lines too: of keys that are not ours, only what is nearly one of ours is told. */
function checkDirective({ key, value, lines }: Directive, cell: string): Checked {
  const at = { cell, span: { from: lines[0]?.from ?? 0, to: lines.at(-1)?.to ?? 0 } };
  if (isCellField(key)) return checkSetting(key, settingFromText(key, value), at);
  const hint = foreign.has(key) ? undefined : meantField(key);
  return hint === undefined ? {} : { diagnostic: invalidMetadata(`There is no cell setting ${quoted(key)}`, hint, at) };
}

/** `%%node train --outputs x y --retries 2`. */
function magicForm({ magic }: CellHead, cell: string): Form {
  if (!magic) return formFrom('its %%node line', [], []);
  const at = { cell, span: magic.line };
  const words = [...magic.text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  const starts = words.flatMap((word, index) => (/^--[A-Za-z]/.test(word) ? [index] : []));
  const options = starts.map((start, index) => checkOption(words.slice(start, starts[index + 1]), at));
  const node = words.slice(0, starts[0]).join(' ');
  const named = [{ entry: { field: 'role' as const, value: 'node', at } }, ...(node === '' ? [] : [{ entry: { field: 'node' as const, value: node, at } }])];
  return formFrom('its %%node line', [...named, ...options], [magic.line]);
}

function checkOption([flag = '', ...values]: readonly string[], at: CellLocation): Checked {
  const equals = flag.indexOf('=');
  const key = flag.slice(2, equals === -1 ? undefined : equals);
  const words = equals === -1 ? values : [flag.slice(equals + 1), ...values];
  if (!isOption(key)) return { diagnostic: invalidMetadata(`There is no option ${quoted(`--${key}`)} of %%node`, meantField(key), at) };
  const text = key === 'cache' && words.length === 0 ? 'true' : words.join(key === 'after' ? ', ' : ' ');
  return checkSetting(key, settingFromText(key, text), at);
}

const isOption = (key: string): key is CellField => isCellField(key) && key !== 'role' && key !== 'node';

function formFrom(by: string, checked: readonly Checked[], directives: Form['directives']): Form {
  return { by, entries: checked.flatMap(({ entry }) => entry ?? []), directives, diagnostics: checked.flatMap(({ diagnostic }) => diagnostic ?? []) };
}
