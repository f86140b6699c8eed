import { isMap, isNode, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml';
import { digest } from '../source/digest.js';

/** An entry of a YAML file: the keys that lead to it. */
export type EntryPath = readonly string[];

/** Entries of catalogs are taken as a whole, those of parameters one value at a time, however deep. */
export const isNested = (file: string): boolean => /parameters\.(yml|json)$/.test(file);

/** One name for a path of keys, as in JSON pointers. */
const entryName = (path: EntryPath): string => path.map(key => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

/** The entries of a parsed file, with the digests of their values. */
export function entriesOf(document: Document, nested: boolean): ReadonlyMap<string, { readonly path: EntryPath; readonly digest: string }> {
  const found = new Map<string, { path: EntryPath; digest: string }>();
  const visit = (map: YAMLMap, above: EntryPath) => {
    for (const { key, value } of map.items) {
      const path = [...above, String(isScalar(key) ? key.value : key)];
      if (nested && isMap(value) && value.items.length > 0) visit(value, path);
      else found.set(entryName(path), { path, digest: digest(canonical(valueOf(document, path))) });
    }
  };
  if (isMap(document.contents)) visit(document.contents, []);
  return found;
}

/** Text of a value; dates and other odd scalars of YAML included. */
const canonical = (value: unknown): string => JSON.stringify([value]);

function valueOf(document: Document, path: EntryPath): unknown {
  const value: unknown = document.getIn(path, true);
  return isNode(value) ? value.toJS(document) : value;
}

/** Digests of the entries of a YAML file as we write it: they tell later which entries its user has changed since. */
export function entryDigests(file: string, text: string): { readonly [entry: string]: string } {
  const entries = [...entriesOf(parseDocument(text), isNested(file))].map(([name, entry]) => [name, entry.digest] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
