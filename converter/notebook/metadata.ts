import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidMetadata } from '../diagnostics/messages.js';
import { quoted } from '../diagnostics/words.js';
import type { CellLocation } from '../source/span.js';
import { cellFields, fits, isCellField, meantField, shapeNames, type CellField } from './fields.js';
import type { Entry, Form } from './form.js';

/** `metadata.espalier` of a cell. Every key is checked by itself: one that is wrong does not spoil the others. */
export function metadataForm(metadata: unknown, at: CellLocation): Form {
  const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const checked = Object.entries(isObject ? metadata : {}).map(([key, value]) => checkSetting(key, value, at));
  return {
    by: 'its metadata',
    entries: checked.flatMap(({ entry }) => entry ?? []),
    directives: [],
    diagnostics: isObject
      ? checked.flatMap(({ diagnostic }) => diagnostic ?? [])
      : [invalidMetadata("The cell's metadata 'espalier' must be an object", undefined, at)]
  };
}

/** A setting from any form, after its value has been brought to JSON: what to keep of it, or why it cannot be kept. */
export function checkSetting(key: string, value: unknown, at: CellLocation): { readonly entry?: Entry; readonly diagnostic?: Diagnostic } {
  if (!isCellField(key)) return { diagnostic: invalidMetadata(`There is no cell setting ${quoted(key)}`, meantField(key), at) };
  const shape = cellFields[key];
  if (fits[shape](value)) return { entry: { field: key, value: normalized(key, value), at } };
  return { diagnostic: invalidMetadata(`The cell setting ${quoted(key)} must be ${shapeNames[shape]}`, undefined, at) };
}

function normalized(key: CellField, value: unknown): unknown {
  const shape = cellFields[key];
  if (shape === 'text') return (value as string).trim();
  if (shape === 'texts') return (value as string[]).map(text => text.trim());
  if (shape !== 'resources') return value;
  return Object.fromEntries(Object.entries(value as object).map(([resource, amount]) => [resource, String(amount)]));
}
