import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { invalidMetadata } from '../diagnostics/messages.js';
import { quoted } from '../diagnostics/words.js';
import { meantField } from './fields.js';
import type { Json, NotebookSettings } from './notebook.js';

const deepest = 20;

const isText = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value);

const isRelative = (value: unknown): boolean => typeof value === 'string' && isText(value) && !/^(?:[/\\]|[A-Za-z]:)/.test(value);

const isPlain = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of `metadata.espalier` of the notebook: the test of each value, and its words. `schema/formats/notebook.schema.json` says the same. */
const notebookFields: { readonly [field: string]: readonly [(value: unknown) => boolean, string] } = {
  version: [value => value === 1, '1, the only version there is'],
  name: [isText, 'a text'],
  target: [isText, 'the name of a target'],
  targetOptions: [value => isPlain(value) && isJson(value, deepest), 'an object'],
  root: [isRelative, "a folder relative to the notebook's"]
};

/** `metadata.espalier` of the notebook, and what could not be used of it. */
export function checkNotebookMetadata(metadata: unknown): { readonly settings: NotebookSettings; readonly diagnostics: readonly Diagnostic[] } {
  if (metadata === undefined) return { settings: {}, diagnostics: [] };
  if (!isPlain(metadata)) return { settings: {}, diagnostics: [invalidMetadata("The notebook's metadata 'espalier' must be an object")] };
  const diagnostics: Diagnostic[] = [];
  const kept = Object.entries(metadata).filter(([key, value]) => {
    const [isFit, words] = (Object.hasOwn(notebookFields, key) && notebookFields[key]) || [];
    if (!isFit) diagnostics.push(invalidMetadata(`There is no notebook setting ${quoted(key)}`, meantField(key, Object.keys(notebookFields))));
    else if (!isFit(value)) diagnostics.push(invalidMetadata(`The notebook setting ${quoted(key)} must be ${words ?? ''}`));
    else return key !== 'version';
    return false;
  });
  return { settings: Object.fromEntries(kept), diagnostics };
}

/** Whether a value is JSON, nested no deeper than `depth`. */
function isJson(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && depth > 0 && Object.values(value).every(item => isJson(item, depth - 1));
}
