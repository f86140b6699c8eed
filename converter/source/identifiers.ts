import { foldToAscii } from './fold.js';

const longest = 40;

/** File names that Windows does not allow: node and dataset names become file names. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

const legal = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * A legal, readable name made from a heading, a node name or a file name.
 * What is legal stays as it is; everything else becomes snake_case of at most 40 characters.
 */
export function identifier(text: string, keywords: ReadonlySet<string>, fallback = 'unnamed'): string {
  const name = legal.test(text) && text.length <= longest ? text : snakeCase(text) || fallback;
  return keywords.has(name) || devices.test(name) ? `${name}_` : name;
}

/** The name of a package: an identifier in lower case. */
export const packageName = (text: string, keywords: ReadonlySet<string>): string => identifier(snakeCase(text), keywords, 'pipeline');

/** Whether something is left of a text that is to become an identifier. */
export const canBeIdentifier = (text: string): boolean => legal.test(text) || snakeCase(text) !== '';

/** Names that are in use, for `unique`. Names that differ only in case are one on some file systems, so here too. */
export const takenNames = (names: Iterable<string> = []): Set<string> => new Set([...names].map(name => name.toLowerCase()));

/** As `takenNames`, of many names for which that is done again and again: what is taken from now on, only this one knows. */
export function takenBeside(names: ReadonlySet<string>): Pick<Set<string>, 'has' | 'add'> {
  const all = lowered.get(names) ?? takenNames(names);
  lowered.set(names, all);
  const own = new Set<string>();
  return { has: name => all.has(name) || own.has(name), add: name => own.add(name) };
}

const lowered = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** A name that is not in use yet, by a number at its end; from now on it is. */
export function unique(name: string, taken: Pick<Set<string>, 'has' | 'add'>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${name.slice(0, Math.max(1, longest - 1 - String(number).length))}_${number}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}

/** Words in lower case, joined by `_`; `''` where no letter or digit is left. A heading's number (`2.1 Load`) goes. */
function snakeCase(text: string): string {
  const words = foldToAscii(text.slice(0, 400))
    .replace(/^\s*\d+(?:\.\d+)*[.):]?\s+(?=.*[A-Za-z])/, '')
    .replace(/['`]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
  const [first] = words;
  if (first === undefined) return '';
  return shorten(/^\d/.test(first) ? ['n', ...words] : words);
}

/** As many whole words as fit. */
function shorten(words: readonly string[]): string {
  let name = (words[0] ?? '').slice(0, longest);
  for (const word of words.slice(1)) {
    if (name.length + 1 + word.length > longest) break;
    name += `_${word}`;
  }
  return name;
}
