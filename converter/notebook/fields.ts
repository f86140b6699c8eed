import { nearest } from '../source/nearest.js';
import type { CellIntent } from './notebook.js';

/** How a setting's value looks. The JSON Schema `schema/formats/cell.schema.json` says the same; a test holds them together. */
export type Shape = 'role' | 'text' | 'word' | 'words' | 'texts' | 'count' | 'seconds' | 'flag' | 'resources' | 'pairs';

/** The settings of a cell, as they are spelled in metadata, directive lines and `%%node`. */
export const cellFields = {
  role: 'role',
  node: 'text',
  inputs: 'words',
  outputs: 'words',
  after: 'texts',
  metrics: 'words',
  retries: 'count',
  timeout: 'seconds',
  resources: 'resources',
  image: 'word',
  env: 'pairs',
  secrets: 'words',
  cache: 'flag',
  description: 'text',
  labels: 'pairs',
  annotations: 'pairs'
} as const satisfies { readonly [field in keyof Omit<CellIntent, 'directives'>]-?: Shape };

export type CellField = keyof typeof cellFields;

export const isCellField = (key: string): key is CellField => Object.hasOwn(cellFields, key);

/** `Did you mean 'outputs'?`, where a key is nearly one of ours. */
export function meantField(key: string, fields: Iterable<string> = Object.keys(cellFields)): string | undefined {
  const near = nearest(key, fields);
  return near === undefined ? undefined : `Did you mean '${near}'?`;
}

/** What each shape asks for, to complete "… must be". */
export const shapeNames: { readonly [shape in Shape]: string } = {
  role: "'node', 'setup', 'parameters' or 'skip'",
  text: 'a text',
  word: 'a text without spaces',
  words: 'a list of names without repetition',
  texts: 'a list of texts without repetition',
  count: 'a whole number, 0 or more',
  seconds: 'a number of seconds above 0',
  flag: 'true or false',
  resources: "an object with texts or numbers for 'cpu', 'memory' and 'gpu'",
  pairs: 'an object of texts'
};

const isText = (value: unknown): value is string => typeof value === 'string' && /\S/.test(value);
const isWord = (value: unknown): value is string => typeof value === 'string' && /^\S+$/.test(value);
const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem) && new Set(value).size === value.length;
const isAmount = (value: unknown): boolean => isWord(value) || (typeof value === 'number' && value > 0);

/** Whether a JSON value has a shape. */
export const fits: { readonly [shape in Shape]: (value: unknown) => boolean } = {
  role: value => value === 'node' || value === 'setup' || value === 'parameters' || value === 'skip',
  text: isText,
  word: isWord,
  words: value => isListOf(value, isWord),
  texts: value => isListOf(value, isText),
  count: value => Number.isInteger(value) && (value as number) >= 0,
  seconds: value => typeof value === 'number' && value > 0,
  flag: value => typeof value === 'boolean',
  resources: value => isObject(value) && Object.entries(value).every(([key, amount]) => ['cpu', 'memory', 'gpu'].includes(key) && isAmount(amount)),
  pairs: value => isObject(value) && Object.values(value).every(text => typeof text === 'string')
};
