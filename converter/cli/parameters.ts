import { parse } from 'yaml';
import type { Json } from '../notebook/notebook.js';
import type { Parameter } from '../plan/plan.js';
import { didYouMean, misuse } from './usage.js';

/** `--param a.b=1` against the notebook's parameters: the names must exist, the values fit their types. */
export function readParameters(given: readonly string[], parameters: readonly Parameter[]): { readonly [name: string]: Json } {
  const known = new Map(parameters.flatMap(({ name, value, type }) => leaves(name, value, type)));
  const read = given
    .flatMap(text => text.split(/,(?=[\w.]+=)/))
    .map(text => {
      const at = text.indexOf('=');
      if (at < 1) misuse(`--param wants NAME=VALUE, not '${text}'`);
      const name = text.slice(0, at).trim();
      const expected = known.get(name);
      if (expected === undefined)
        misuse(
          `there is no parameter '${name}'${didYouMean(name, known.keys())}${known.size === 0 ? ': the notebook has none' : `; the parameters are ${[...known.keys()].join(', ')}`}`
        );
      return [name, valueOf(name, text.slice(at + 1), expected)] as const;
    });
  return Object.fromEntries(read);
}

interface Expected {
  readonly value: Json;
  readonly type: string;
}

/** The parameter itself and every value inside it. */
function leaves(name: string, value: Json, type: string): readonly (readonly [string, Expected])[] {
  const own = [name, { value, type }] as const;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [own];
  return [own, ...Object.entries(value).flatMap(([key, inner]) => leaves(`${name}.${key}`, inner, ''))];
}

function valueOf(name: string, text: string, { value: usual, type }: Expected): Json {
  if (typeof usual === 'string') return text;
  const value = parsed(name, text);
  const isSame = usual === null || value === null || kind(usual) === kind(value);
  if (!isSame) misuse(`--param ${name}=${text}: the notebook has ${JSON.stringify(usual)}, so ${article(kind(usual))} is wanted`);
  if (type === 'int' && !Number.isInteger(value)) misuse(`--param ${name}=${text}: the notebook has ${JSON.stringify(usual)}, so a whole number is wanted`);
  return value;
}

function parsed(name: string, text: string): Json {
  try {
    return parse(text) as Json;
  } catch {
    return misuse(`--param ${name}: '${text}' is not a value`);
  }
}

const kind = (value: Json): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
const article = (word: string): string => ({ boolean: 'true or false', number: 'a number', object: 'a mapping' })[word] ?? `a ${word}`;
