import { isCollection, isMap, isScalar, parseDocument, type Document, type Pair } from 'yaml';
import { entriesOf, isNested, type EntryPath } from './entries.js';

export interface Merged {
  readonly text: string;
  /** Entries whose user's version stays although we would write another. */
  readonly kept: readonly string[];
}

/**
 * Merges a YAML file that its user may have edited with what we would write
 * now. An entry is ours as long as its value is one that we wrote (`known`);
 * everything else, comments included, is the user's and stays. `undefined`
 * where the file cannot be read.
 */
export function mergeYaml(file: string, current: string, next: string, known: { readonly [entry: string]: readonly string[] }): Merged | undefined {
  const document = parseDocument(current);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  const source = parseDocument(next);
  const nested = isNested(file);
  const [wanted, present] = [entriesOf(source, nested), entriesOf(document, nested)];
  const kept: string[] = [];
  let isChanged = false;
  for (const [name, { path, digest }] of present) {
    const entry = wanted.get(name);
    if (entry?.digest === digest) continue;
    const isOurs = known[name]?.includes(digest) ?? false;
    if (isOurs) {
      if (entry) put(document, source, path);
      else remove(document, path);
      isChanged = true;
    } else if (entry ?? known[name]) kept.push(name);
  }
  for (const [name, { path }] of wanted) {
    if (present.has(name)) continue;
    // Taken out by its user, or covered by something of theirs.
    if (known[name] ?? !hasRoom(document, path)) kept.push(name);
    else {
      put(document, source, path);
      isChanged = true;
    }
  }
  return { text: isChanged ? document.toString({ lineWidth: 0 }) : current, kept };
}

/** Takes the entry over as it stands in the source, comments and quotes included. */
function put(document: Document, source: Document, path: EntryPath): void {
  const folder = path.slice(0, -1);
  const pair = pairAt(source, path);
  const place: unknown = folder.length === 0 ? document.contents : document.getIn(folder, true);
  const present = isMap(place) ? place.items.find(item => keyOf(item) === path.at(-1)) : undefined;
  if (present && pair) present.value = pair.value;
  else if (isMap(place) && pair) place.items.push(pair);
  else document.setIn(path, source.getIn(path, true));
}

function pairAt(document: Document, path: EntryPath): Pair | undefined {
  const map: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  return isMap(map) ? map.items.find(item => keyOf(item) === path.at(-1)) : undefined;
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** Maps that are empty without the entry go with it. */
function remove(document: Document, path: EntryPath): void {
  document.deleteIn(path);
  const above = path.slice(0, -1);
  const map: unknown = above.length === 0 ? undefined : document.getIn(above, true);
  if (isMap(map) && map.items.length === 0) remove(document, above);
}

/** False where the user has put a value in place of the entry or of one of the maps that lead to it. */
function hasRoom(document: Document, path: EntryPath): boolean {
  if (document.hasIn(path)) return false;
  return path.slice(0, -1).every((_, depth) => {
    const above: unknown = document.getIn(path.slice(0, depth + 1), true);
    return above === undefined || isCollection(above);
  });
}
